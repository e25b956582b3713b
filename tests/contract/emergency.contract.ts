/** 一键转接 110 / 119 / 120 / 122: called, heard, acknowledged; and everything that can go otherwise. */
import { silence, tone } from '@hotline/practice-pbx/citizen';
import { afterAll, describe, expect, it } from 'vitest';
import { sealOf } from '../../apps/cti-bridge/src/store/seal.ts';
import {
  allHear,
  call,
  calling,
  caseOf,
  connected,
  isCase,
  summary,
  summaryReceiver,
} from '../support/emergency.ts';
import { eventually } from '../support/eventually.ts';
import { pbxKind } from '../support/stack.ts';
import {
  CITIZEN,
  OUTSIDE,
  hears,
  hearsMusic,
  hearsNot,
  stage,
  together,
} from '../support/stage.ts';
import { PROMPT_HZ } from '../support/tone-prompts.ts';

const receiver = await summaryReceiver();
const at = stage({
  // Of 110, which is the first with this key.
  edit: (yaml) =>
    yaml.replace("acknowledgeKey: '1'", `acknowledgeKey: '1'\n      summaryUrl: ${receiver.url}`),
  env: { HOTLINE_SUMMARY_SECRET: 'a-secret-of-sixteen-letters-or-more' },
});
afterAll(() => receiver.close());

const numberOf = (callId: string): string | undefined =>
  at.stack.ledger
    .ofCall(callId)
    .flatMap(({ fact }) => (fact.kind === 'call-arrived' ? [fact.number] : []))[0];
const steps = (callId: string): string[] =>
  at.stack.ledger
    .ofCall(callId)
    .flatMap(({ fact }) => (fact.kind === 'emergency-step' ? [fact.step] : []));
const stepped = (callId: string, step: string): Promise<unknown> =>
  eventually(`ledger: ${step}`, () => steps(callId).includes(step));

describe(`emergency hand-over on the ${pbxKind} PBX: the target answers`, () => {
  it.each([
    ['110', '1'],
    ['119', '9'],
    ['122', '#'],
  ])(
    '%s: heard by both, acknowledges by its key; only then may the seat leave',
    async (id, key) => {
      const emergency = await connected(at, id);
      const { citizen, seat, police } = emergency;
      expect(police.dialled).toBe(id);
      expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
      expect(await seat.refused('call.hang-up')).toBe('emergency-unacknowledged');
      await police.sendDtmf(key === '9' ? '1' : '9');
      await police.sendDtmf(key);
      await isCase(seat, 'acknowledged', ({ acknowledgedBy }) => acknowledgedBy === 'target-key');
      await seat.does('call.leave');
      await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
      await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
      citizen.hangUp();
      await police.ended;
    },
  );

  it("120, which has no key: the agent's own counts once both sides were heard, and not before", async () => {
    const { citizen, seat, callId } = await at.talk();
    void citizen.say(silence());
    // Longer than the PBX takes to call somebody quiet.
    await hearsNot(seat.phone, CITIZEN, 1_500);
    const police = await call(at, seat, '120');
    await police.answer(silence());
    const { caseId } = await isCase(seat, 'answered', ({ state }) => state === 'answered');
    expect(await seat.refused('emergency.acknowledge', { caseId })).toBe('not-allowed-now');
    void citizen.say(tone(CITIZEN));
    await isCase(seat, 'the citizen is heard', (one) =>
      one.steps.some(({ step }) => step === 'caller-heard'),
    );
    expect(await seat.refused('emergency.acknowledge', { caseId })).toBe('not-allowed-now');
    void police.say(tone(OUTSIDE));
    await isCase(seat, 'may acknowledge', ({ mayAcknowledge }) => mayAcknowledge);
    // Speech alone has released nobody.
    expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
    await seat.does('emergency.acknowledge', { caseId });
    await isCase(seat, 'acknowledged', ({ acknowledgedBy }) => acknowledgedBy === 'agent');
    await seat.does('call.leave');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
    await eventually('booked', () => steps(callId).includes('acknowledged'));
  });

  it("a citizen who speaks without a pause counts as heard: the agent's key", async () => {
    const { seat, caseId } = await connected(at, '120');
    await isCase(seat, 'may acknowledge', ({ mayAcknowledge }) => mayAcknowledge);
    await seat.does('emergency.acknowledge', { caseId });
    await isCase(seat, 'acknowledged', ({ acknowledgedBy }) => acknowledgedBy === 'agent');
    expect(await seat.refused('emergency.acknowledge', { caseId })).toBe('call-not-in-state');
  });

  it("the citizen's number goes along, and the citizen is told to hold the line", async () => {
    const { citizen, seat, callId } = await at.talk();
    const told = hears(citizen, PROMPT_HZ['emergency-wait']);
    const police = await call(at, seat, '110');
    await told;
    await together(citizen, seat);
    const number = numberOf(callId);
    expect(number).toMatch(/^137\d{8}$/);
    expect(police).toMatchObject({ assertedNumber: number, callerNumber: number });
    expect(police.header('X-Hotline-Caller')).toBe(number);
    expect(police.header('X-Hotline-Call')).toBe(callId);
  });

  it('on hold: the citizen is back at once', async () => {
    const { citizen, seat } = await at.talk();
    await seat.does('call.hold');
    await hearsMusic(citizen);
    const police = await call(at, seat, '110');
    expect(seat.call).toMatchObject({ held: false });
    await together(citizen, seat);
    await police.answer(tone(OUTSIDE));
    await allHear({ citizen, seat, police });
  });

  it('leaving before the acknowledgement: refused, then by override, which is on the ledger', async () => {
    const { citizen, seat, police, callId } = await connected(at);
    expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
    await seat.does('call.leave', { override: true });
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
    await stepped(callId, 'seat-left');
    expect(steps(callId)).toEqual(expect.arrayContaining(['overridden', 'seat-left']));
  });

  it('after the acknowledgement the seat’s telephone hangs up, and it signs out: citizen and 110 go on until 110 hangs up', async () => {
    const { citizen, seat, police } = await connected(at);
    await police.sendDtmf('1');
    await isCase(seat, 'acknowledged', ({ state }) => state === 'acknowledged');
    seat.phone.hangUp();
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
    await seat.does('wrap.finish');
    await seat.does('seat.sign-out');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
    police.hangUp();
    await citizen.ended;
  });

  it('the time-line is sealed: every hash is that of its fact and of the seal before it', async () => {
    const { seat, police, callId } = await connected(at);
    await police.sendDtmf('1');
    await isCase(seat, 'acknowledged', ({ state }) => state === 'acknowledged');
    await stepped(callId, 'acknowledged');
    const { entries } = (await seat.does('emergency.sealed')) as {
      entries: { seq: number; at: number; fact: unknown; previous: string; hash: string }[];
    };
    const facts = at.stack.ledger.ofCall(callId);
    expect(entries.map(({ seq }) => seq)).toEqual(
      facts.map(({ seq }) => seq).slice(0, entries.length),
    );
    for (const { seq, at: when, fact, previous, hash } of entries)
      expect(sealOf(previous, seq, when, JSON.stringify(fact))).toBe(hash);
    const sealed = entries.map(({ fact }) => JSON.stringify(fact)).join('\n');
    for (const step of ['started', 'dialled', 'ringing', 'answered', 'acknowledged'])
      expect(sealed).toContain(`"step":"${step}"`);
    // Of one fact a word is changed.
    const [first] = entries;
    expect(first).toBeDefined();
    expect(sealOf(first?.previous ?? '', first?.seq ?? 0, first?.at ?? 0, '{}')).not.toBe(
      first?.hash,
    );
  });
});

describe(`emergency hand-over on the ${pbxKind} PBX: the target does not take it`, () => {
  it('busy on the first route: the second is dialled by itself', async () => {
    const { citizen, seat } = await at.talk();
    await seat.does('emergency.start', { targetId: '110', summary });
    (await at.stack.carrier.nextCall()).refuse(486);
    const police = await at.stack.carrierSecond.nextCall();
    await police.answer(tone(OUTSIDE));
    const one = await isCase(seat, 'answered', ({ state }) => state === 'answered');
    expect(one).toMatchObject({ route: 1, routes: 2 });
    await allHear({ citizen, seat, police });
  });

  it('no answer on the first route: the second is dialled by itself', async () => {
    const { citizen, seat, police } = await calling(at);
    const second = await at.stack.carrierSecond.nextCall(8_000);
    expect(await police.ended).toMatchObject({ cause: 'ORIGINATOR_CANCEL' });
    await together(citizen, seat);
    await second.answer(tone(OUTSIDE));
    await isCase(seat, 'answered', ({ state, route }) => state === 'answered' && route === 1);
    await allHear({ citizen, seat, police: second });
  });

  it('no route at all: citizen and seat are together, with the reason, and free to go on', async () => {
    const { citizen, seat, callId } = await at.talk();
    await seat.does('emergency.start', { targetId: '110', summary });
    (await at.stack.carrier.nextCall()).refuse(486);
    (await at.stack.carrierSecond.nextCall()).refuse(503);
    await seat.whenCall('told', ({ trouble }) => trouble?.code === 'emergency-failed');
    expect(seat.call?.trouble).toMatchObject({ who: '110' });
    expect(caseOf(seat)).toMatchObject({ state: 'failed' });
    await together(citizen, seat);
    await stepped(callId, 'failed');
    expect(steps(callId).filter((step) => step === 'route-failed')).toHaveLength(2);
    // Again, by the same key.
    const police = await call(at, seat, '110');
    await police.answer(tone(OUTSIDE));
    await allHear({ citizen, seat, police });
  });

  it('answers and hangs up: the seat is still with the citizen, and told', async () => {
    const { citizen, seat, police } = await connected(at);
    police.hangUp();
    await seat.whenCall('told', ({ trouble }) => trouble?.code === 'emergency-left');
    expect(caseOf(seat)).toMatchObject({ state: 'ended' });
    await together(citizen, seat);
    await seat.does('call.hang-up');
    await citizen.ended;
  });

  it('cancelled while it rings', async () => {
    const { citizen, seat, police, caseId } = await calling(at);
    await seat.does('emergency.cancel', { caseId });
    expect(await police.ended).toMatchObject({ cause: 'ORIGINATOR_CANCEL' });
    await isCase(seat, 'cancelled', ({ state }) => state === 'cancelled');
    await together(citizen, seat);
  });

  it('a false alarm: cancelled after the answer', async () => {
    const { citizen, seat, police, caseId } = await connected(at);
    await seat.does('emergency.cancel', { caseId });
    await police.ended;
    await isCase(seat, 'over', ({ state }) => state === 'ended');
    await together(citizen, seat);
    await seat.does('call.hang-up');
  });
});

describe(`emergency hand-over on the ${pbxKind} PBX: the key at the wrong moment`, () => {
  it('pressed twice: the second is refused, one call goes out', async () => {
    const { seat, police } = await calling(at);
    expect(await seat.refused('emergency.start', { targetId: '110', summary })).toBe(
      'call-not-in-state',
    );
    await police.answer(tone(OUTSIDE));
    await isCase(seat, 'answered', ({ state }) => state === 'answered');
    expect(seat.call?.emergencies).toHaveLength(1);
    await expect(at.stack.carrier.nextCall(300)).rejects.toThrow('nobody called');
  });

  it('while it rings, without a call, of nobody, in the wrap-up: refused', async () => {
    const seat = await at.ready('first');
    const start = (callId: string, targetId = '110'): Promise<string> =>
      seat.refused('emergency.start', { callId, targetId, summary });
    expect(await start('no-such-call')).toBe('no-such-call');
    const citizen = await at.citizen();
    await seat.whenCall('rings', ({ state }) => state === 'ringing');
    const callId = seat.call?.callId ?? '';
    expect(await start(callId)).toBe('call-not-in-state');
    await seat.answers();
    await together(citizen, seat);
    expect(await start(callId, '114')).toBe('no-such-target');
    citizen.hangUp();
    await seat.whenCall('wrapping', ({ state }) => state === 'wrapping');
    expect(await start(callId)).toBe('call-not-in-state');
    await seat.does('wrap.finish');
    await seat.when('no call', ({ call: now }) => now === null);
    expect(['call-not-in-state', 'no-such-call']).toContain(await start(callId));
  });
});

describe(`emergency hand-over on the ${pbxKind} PBX: the summary`, () => {
  it('is pushed beside the call, once, signed; the receipt is on the time-line', async () => {
    const before = receiver.received.length;
    const { seat, callId, caseId } = await calling(at);
    const one = await isCase(seat, 'received', ({ steps: all }) =>
      all.some(({ step }) => step === 'summary-received'),
    );
    expect(one.steps.find(({ step }) => step === 'summary-received')?.detail).toMatch(/^R-/);
    expect(receiver.received).toHaveLength(before + 1);
    const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '{}' };
    expect(JSON.parse(body)).toMatchObject({
      callId,
      caseId,
      targetId: '110',
      number: numberOf(callId),
      ...summary,
    });
    expect(Object.keys(headers).some((name) => name.includes('signature'))).toBe(true);
  });

  it('refused by the receiver: the call goes on, and the time-line says so', async () => {
    receiver.status = 400;
    try {
      const { seat, police, citizen } = await calling(at);
      await isCase(seat, 'failed', ({ steps: all }) =>
        all.some(({ step }) => step === 'summary-failed'),
      );
      await police.answer(tone(OUTSIDE));
      await isCase(seat, 'answered', ({ state }) => state === 'answered');
      await allHear({ citizen, seat, police });
      expect(caseOf(seat)?.steps.find(({ step }) => step === 'summary-failed')?.detail).toContain(
        '400',
      );
    } finally {
      receiver.status = 200;
    }
  });
});
