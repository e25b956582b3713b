import { describe, expect, test } from 'vitest';
import type { Call, CallEvent } from './index.ts';
import {
  acknowledged,
  after,
  alarmAnswered,
  alarmed,
  at,
  colleague,
  done,
  dropped,
  emergency,
  facts,
  hungUp,
  invite,
  invited,
  joined,
  offered,
  over,
  refusedWith,
  ringing,
  taken,
  talking,
  waiting,
} from './scenes.ts';

const owner = { seat: '1001' } as const;
const caseOf = (call: Call) => ('emergencies' in call ? call.emergencies[0] : undefined);
const steps = (call: Call) => caseOf(call)?.steps.map(({ step }) => step);
const acknowledge: CallEvent = { kind: 'acknowledge', ...owner, caseId: 'case-1' };
const leave = (override: boolean): CallEvent => ({ kind: 'leave', ...owner, override });
const acknowledgedAndHeld = (): Call => after(acknowledged(), [20_500, { kind: 'hold', ...owner }]);
const heard = (leg: string): CallEvent => ({ kind: 'leg-heard', leg });

describe('one key', () => {
  test('the target is called beside the two, who stay together', () => {
    const { call, effects } = taken(at(talking(), 10_000, emergency));
    expect(done(effects)).toEqual(['dial-outside route-1', 'play caller-1', 'push-summary']);
    expect(call).toMatchObject({ kind: 'talking', held: false });
    expect(steps(call)).toEqual(['started', 'dialled', 'number-sent']);
  });

  test('on hold, or with a transfer under way, that is taken back first', () => {
    const { call, effects } = taken(at(invited('blind', colleague), 12_000, emergency));
    expect(call).toMatchObject({ kind: 'talking', held: false });
    expect(done(effects).slice(0, 3)).toEqual([
      'hang-up-leg leg-p',
      '1002 released',
      'retrieve-leg caller-1',
    ]);
    expect(facts(effects)).toContain('caller-retrieved');
  });

  test('whoever was consulted takes part', () => {
    const { call } = taken(at(joined('consult'), 20_000, emergency));
    expect(call).toMatchObject({ held: false, parties: [{ purpose: 'conference' }, {}] });
  });

  test.each([
    ['twice', alarmed, 'duplicate'],
    ['while it rings at the seat', ringing, 'not-in-state'],
    ['before it is offered', waiting, 'not-in-state'],
  ] as const)('%s: refused', (_, scene, code) => {
    expect(at(scene(), 11_000, { ...emergency, caseId: 'case-2' } as CallEvent)).toEqual(
      refusedWith(code),
    );
  });

  test('by somebody else, or without a route: refused', () => {
    expect(at(talking(), 11_000, { ...emergency, seat: '1002' } as CallEvent)).toEqual(
      refusedWith('not-your-call'),
    );
    expect(at(talking(), 11_000, { ...emergency, routes: [] } as CallEvent)).toEqual(
      refusedWith('no-such-leg'),
    );
  });

  test('for a citizen whose line has dropped while a colleague was there: they are called back', () => {
    const alone = after(joined('conference', colleague), [20_000, over('caller-1')]);
    expect(alone).toMatchObject({ absent: { callBack: null } });
    const { call, effects } = taken(at(alone, 21_000, emergency));
    expect(call).toMatchObject({ absent: { callBack: { attempt: 1, of: 2 } } });
    expect(effects).toContainEqual({
      kind: 'start-timer',
      timer: 'call-back',
      key: '',
      at: expect.any(Number),
    });
    expect(done(effects)).not.toContain('play caller-1');
  });
});

describe('routes', () => {
  test.each([
    ['486', { kind: 'dial-failed', leg: 'route-1', cause: 'USER_BUSY' }],
    ['480', { kind: 'dial-failed', leg: 'route-1', cause: 'NO_USER_RESPONSE' }],
    ['no answer', { kind: 'party-expired', leg: 'route-1' }],
    ['hangs up before the room', over('route-1')],
  ] as const)('%s: the next one is called at once, and is on the ledger', (_, event) => {
    const { call, effects } = taken(at(alarmed(), 22_000, event));
    expect(done(effects)).toContain('dial-outside route-2');
    expect(facts(effects)).toContain('party-invited');
    expect(caseOf(call)).toMatchObject({ state: 'dialling', route: 1 });
  });

  test('when all have failed, the two are still together and the seat is told', () => {
    const { call, effects } = taken(
      at(after(alarmed(), [22_000, { kind: 'party-expired', leg: 'route-1' }]), 34_000, {
        kind: 'party-expired',
        leg: 'route-2',
      }),
    );
    expect(call).toMatchObject({ kind: 'talking', trouble: { code: 'emergency-failed' } });
    expect(caseOf(call)?.state).toBe('failed');
    expect(hungUp(effects)).toEqual(['route-2']);
  });

  test('the end of the first route, late, is nothing to the second', () => {
    const second = after(alarmed(), [22_000, { kind: 'party-expired', leg: 'route-1' }]);
    expect(at(second, 22_100, over('route-1', 'pbx'))).toEqual(refusedWith('late'));
  });
});

describe('the acknowledgement', () => {
  test('by the target’s key', () => {
    expect(caseOf(acknowledged())).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'target-key',
    });
    expect(at(alarmAnswered(), 20_000, { kind: 'key-pressed', leg: 'route-1', key: '2' })).toEqual(
      refusedWith('late'),
    );
    expect(at(alarmAnswered(), 20_000, { kind: 'key-pressed', leg: 'caller-1', key: '1' })).toEqual(
      refusedWith('late'),
    );
  });

  test('by the agent only when both sides were heard after the answer', () => {
    const early = after(alarmed(), [14_000, { kind: 'leg-joined', leg: 'route-1' }]);
    expect(at(alarmed(), 13_000, heard('caller-1'))).toEqual(refusedWith('duplicate'));
    expect(at(early, 15_000, acknowledge)).toEqual(refusedWith('not-heard-yet'));
    const one = after(early, [15_000, heard('caller-1')]);
    expect(at(one, 16_000, acknowledge)).toEqual(refusedWith('not-heard-yet'));
    expect(at(one, 16_000, heard('caller-1'))).toEqual(refusedWith('duplicate'));
    const both = after(one, [16_000, heard('route-1')]);
    const after2 = taken(at(both, 17_000, acknowledge)).call;
    expect(caseOf(after2)).toMatchObject({ acknowledgedBy: 'agent' });
    expect(at(after2, 18_000, acknowledge)).toEqual(refusedWith('late'));
  });

  test('the key counts while the seat is lost and the call waits, rings, and goes on', () => {
    const lost = after(alarmAnswered(), [16_000, over('leg-a', 'network')]);
    expect(lost).toMatchObject({ kind: 'waiting', parties: [{ kind: 'emergency' }] });
    const rings = after(lost, [17_000, { kind: 'offer', seat: '1001', leg: 'leg-b' }]);
    for (const scene of [lost, rings])
      expect(
        caseOf(taken(at(scene, 18_000, { kind: 'key-pressed', leg: 'route-1', key: '1' })).call),
      ).toMatchObject({ state: 'acknowledged' });
  });
});

describe('who may go', () => {
  test('nobody before the acknowledgement', () => {
    const bound: readonly CallEvent[] = [
      { kind: 'hang-up', ...owner },
      leave(false),
      { kind: 'hold', ...owner },
      { kind: 'park', ...owner, slot: '701' },
      { kind: 'to-queue', ...owner, skills: [], brief: null },
      { kind: 'drop', ...owner, leg: 'route-1' },
      invite('blind'),
    ];
    for (const event of bound)
      expect([event.kind, at(alarmAnswered(), 20_000, event)]).toEqual([
        event.kind,
        refusedWith('emergency-unacknowledged'),
      ]);
    expect(at(alarmAnswered(), 20_000, { kind: 'force-end', seat: '2001' })).toEqual(
      refusedWith('emergency-under-way'),
    );
  });

  test('with the override, said once: the citizen stays with 110', () => {
    const { call, effects } = taken(at(alarmAnswered(), 20_000, leave(true)));
    expect(call).toMatchObject({ kind: 'handed-over', parties: [{ kind: 'emergency' }] });
    expect(hungUp(effects)).toEqual(['leg-a']);
    expect(steps(call)?.slice(-2)).toEqual(['overridden', 'seat-left']);
  });

  test('not with the override while nobody has answered', () => {
    expect(at(alarmed(), 12_000, leave(true))).toEqual(refusedWith('not-in-state'));
  });

  test('after it: leaves; the call cannot be ended for everybody while 110 is in the room', () => {
    expect(at(acknowledged(), 21_000, { kind: 'hang-up', ...owner })).toEqual(
      refusedWith('emergency-under-way'),
    );
    const { call } = taken(at(acknowledged(), 21_000, leave(false)));
    expect(call).toMatchObject({ kind: 'handed-over' });
    const end = taken(at(call, 90_000, over('route-1')));
    expect(end.call).toMatchObject({ kind: 'wrapping' });
  });

  const ways: readonly (readonly [string, () => Call, CallEvent])[] = [
    ['leaves', acknowledged, leave(false)],
    ['leaves by the override', acknowledged, leave(true)],
    ['its telephone hangs up', acknowledged, over('leg-a')],
    ['its telephone hangs up while the citizen is on hold', acknowledgedAndHeld, over('leg-a')],
    ['leaves while the citizen is on hold', acknowledgedAndHeld, leave(false)],
    ['its line is cut', acknowledged, over('leg-a', 'network')],
    ['the PBX ends its leg', acknowledged, over('leg-a', 'pbx')],
    ['is dead', acknowledged, { kind: 'seat-lost', seat: '1001', why: 'GONE' }],
  ];
  describe.each(ways)('after it the seat %s', (_, scene, event) => {
    const gone = () => taken(at(scene(), 21_000, event));
    test('citizen and 110 go on together', () => {
      const { call, effects } = gone();
      expect(hungUp(effects).filter((leg) => leg !== 'leg-a')).toEqual([]);
      expect(call).toMatchObject({
        caller: { legId: 'caller-1', state: 'in-room' },
        parties: [{ kind: 'emergency', legId: 'route-1', state: 'in-room', held: false }],
      });
      expect(done(effects).includes('retrieve-leg caller-1')).toBe(scene === acknowledgedAndHeld);
      expect(done(effects)).not.toContain('hold-leg caller-1');
    });
    test('the citizen hangs up: 110 is let go, and it is over', () => {
      const end = taken(at(gone().call, 90_000, over('caller-1')));
      expect(hungUp(end.effects)).toContain('route-1');
      expect(['wrapping', 'ended']).toContain(end.call.kind);
    });
  });

  test('110 goes before it: the seat is still there and is told', () => {
    const { call } = taken(at(alarmAnswered(), 20_000, over('route-1')));
    expect(call).toMatchObject({ kind: 'talking', trouble: { code: 'emergency-left' } });
    expect(at(call, 21_000, { kind: 'hang-up', ...owner }).ok).toBe(true);
  });

  test('the seat’s telephone hangs up while 110 still rings: the citizen waits, 110 goes on ringing', () => {
    const { call, effects } = taken(at(alarmed(), 12_000, over('leg-a')));
    expect(call).toMatchObject({ kind: 'waiting', parties: [{ kind: 'emergency' }] });
    expect(hungUp(effects)).toEqual([]);
  });
});

describe('a false alarm', () => {
  const cancel: CallEvent = { kind: 'cancel-emergency', ...owner, caseId: 'case-1' };
  test.each([
    ['on the way', alarmed, 'cancelled'],
    ['answered', alarmAnswered, 'ended'],
  ] as const)('%s: taken back', (_, scene, state) => {
    const { call, effects } = taken(at(scene(), 20_000, cancel));
    expect(caseOf(call)?.state).toBe(state);
    expect(hungUp(effects)).toEqual(['route-1']);
    expect(at(call, 21_000, cancel)).toEqual(refusedWith('late'));
  });

  test('not after the acknowledgement, and not by another', () => {
    expect(at(acknowledged(), 21_000, cancel)).toEqual(refusedWith('late'));
    expect(at(alarmed(), 11_000, { ...cancel, seat: '1002' })).toEqual(
      refusedWith('not-your-call'),
    );
  });
});

describe('called in by the seat’s telephone while the bridge was away', () => {
  const found: CallEvent = {
    kind: 'emergency-found',
    ...owner,
    leg: 'by-phone',
    targetId: '110',
    label: '110',
    acknowledgeKey: null,
  };
  test.each([
    ['talking', talking],
    ['waiting', waiting],
    ['offered', offered],
  ] as const)('%s: the case goes on from the answer', (_, scene) => {
    expect(caseOf(taken(at(scene(), 20_000, found)).call)).toMatchObject({ state: 'answered' });
  });

  test('as with the key: off hold, and a consultation on the way is taken back', () => {
    const { call, effects } = taken(at(invited('consult'), 12_000, found));
    expect(call).toMatchObject({ held: false, parties: [{ kind: 'emergency' }] });
    expect(done(effects)).toEqual(['hang-up-leg leg-p', 'retrieve-leg caller-1']);
    expect(at(call, 13_000, found)).toEqual(refusedWith('duplicate'));
  });
});

const busy = (leg: string): CallEvent => ({ kind: 'dial-failed', leg, cause: 'USER_BUSY' });

test('the receipt of the summary is kept after the end, also twice', () => {
  const over1 = after(
    dropped(),
    [17_000, over('leg-a')],
    [17_100, { kind: 'call-back-due', leg: 'back-1' }],
    [17_200, busy('back-1')],
    [17_300, { kind: 'call-back-due', leg: 'back-2' }],
    [17_400, busy('back-2')],
  );
  expect(over1.kind).toBe('wrapping');
  const received: CallEvent = {
    kind: 'summary-pushed',
    caseId: 'case-1',
    outcome: 'received',
    detail: null,
  };
  expect(facts(taken(at(over1, 18_000, received)).effects)).toEqual(['emergency-step']);
  expect(at(over1, 18_000, { ...received, caseId: 'x' })).toEqual(refusedWith('no-such-leg'));
});
