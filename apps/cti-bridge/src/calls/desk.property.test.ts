/** Whatever PBX and people do, in whatever order: calls and seats agree, the ledger is in order, nothing is thrown. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FakePbx } from './testing/fake-pbx.ts';
import { Scene, person } from './testing/scene.ts';

const seats = ['1001', '1002', '1003'] as const;
const seat = fc.constantFrom(...seats);
const callId = fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5');

type Step = (scene: Scene) => void;

const dialled = (pbx: FakePbx, seatId: string): boolean => {
  const dial = pbx.dials.findLast((one) => one.seat === seatId);
  return dial !== undefined && pbx.seatLegs.has(dial.leg);
};

/** The newest leg that has not been answered, so that most histories come to a talk. */
function answerSomebody({ pbx }: Scene): void {
  const open = [...pbx.seatLegs.values()].findLast(({ state }) => state !== 'in-room');
  if (open?.seat !== undefined && open.seat !== null && dialled(pbx, open.seat))
    pbx.answers(open.seat);
}

const ordinary: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>(answerSomebody),
  fc.constant<Step>(answerSomebody),
  callId.map(
    (id): Step =>
      ({ pbx }) =>
        pbx.arrive(id, { number: `1380000000${id[1]}` }),
  ),
  seat.map(
    (id): Step =>
      ({ pbx }) =>
        dialled(pbx, id) && pbx.rings(id),
  ),
  seat.map(
    (id): Step =>
      ({ pbx }) =>
        dialled(pbx, id) && pbx.answers(id),
  ),
  fc
    .tuple(seat, fc.constantFrom('NORMAL_CLEARING', 'USER_BUSY', 'MEDIA_TIMEOUT', 'CALL_REJECTED'))
    .map(
      ([id, cause]): Step =>
        ({ pbx }) =>
          dialled(pbx, id) &&
          pbx.seatEnds(id, cause, cause === 'MEDIA_TIMEOUT' ? 'network' : 'peer'),
    ),
  callId.map(
    (id): Step =>
      ({ pbx }) =>
        pbx.callers.has(id) && pbx.callerEnds(id),
  ),
  fc.integer({ min: 1, max: 40_000 }).map(
    (ms): Step =>
      ({ clock }) =>
        clock.advance(ms),
  ),
  seat.map(
    (id): Step =>
      (scene) =>
        scene.works(person(id)),
  ),
  seat.map(
    (id): Step =>
      ({ pbx }) =>
        pbx.unregister(id),
  ),
  fc.tuple(seat, fc.constantFrom('asked', 'superseded', 'expired')).map(
    ([id, why]): Step =>
      ({ desk }) =>
        desk.signOut(id, why),
  ),
  fc
    .tuple(
      seat,
      callId,
      fc.constantFrom('call.hang-up', 'call.reject', 'wrap.finish', 'wrap.extend'),
    )
    .map(
      ([id, call, name]): Step =>
        (scene) =>
          void scene.command(id, { name, args: { callId: call } }),
    ),
  fc.tuple(seat, fc.constantFrom('ready', 'busy')).map(
    ([id, kind]): Step =>
      (scene) =>
        void scene.command(id, { name: 'seat.set', args: { to: { kind } } }),
  ),
);

const trouble: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>(({ pbx }) => pbx.cut()),
  fc.constant<Step>(({ pbx }) => pbx.connect()),
  fc.constant<Step>(({ pbx }) => pbx.connect()),
  fc.constant<Step>((scene) => {
    scene.restart();
    scene.pbx.connect();
  }),
);

const step = fc.oneof({ weight: 10, arbitrary: ordinary }, { weight: 1, arbitrary: trouble });

const stateOfActivity: Readonly<Record<string, readonly string[]>> = {
  reserved: ['offered', 'ringing'],
  ringing: ['ringing'],
  talking: ['talking'],
  wrapping: ['wrapping'],
};

function agree(scene: Scene): void {
  const { calls } = scene.desk.stats();
  let inCall = 0;
  for (const seatId of seats) {
    const { seat: shown, call } = scene.desk.snapshot(seatId);
    const { activity } = shown;
    const owned = 'callId' in activity ? activity.callId : null;
    expect(call?.callId ?? null).toBe(owned);
    if (call === null) continue;
    inCall += 1;
    expect(stateOfActivity[activity.kind]).toContain(call.state);
  }
  expect(calls.offered + calls.talking + calls.wrapping).toBe(inCall);
}

const mayFollow: Readonly<Record<string, readonly string[]>> = {
  '': ['call-arrived'],
  'call-arrived': ['call-queued', 'call-ended'],
  'call-queued': ['call-offered', 'call-abandoned'],
  'call-offered': ['call-ringing', 'call-answered', 'offer-failed'],
  'call-ringing': ['call-answered', 'offer-failed'],
  'offer-failed': ['call-offered', 'call-abandoned'],
  'call-answered': ['call-requeued', 'call-ended'],
  'call-requeued': ['call-offered', 'call-abandoned'],
  'call-abandoned': ['call-ended'],
  'call-ended': ['wrap-started'],
  'wrap-started': ['wrap-finished'],
  'wrap-finished': [],
};

/** Facts of each call in a legal order; recoveries and what is no step of a call may stand anywhere. */
function inOrder(scene: Scene): void {
  const last = new Map<string, string>();
  for (const { fact } of scene.ledger.all) {
    if (!('callId' in fact) || fact.callId === null || !(fact.kind in mayFollow)) continue;
    expect(mayFollow[last.get(fact.callId) ?? '']).toContain(fact.kind);
    last.set(fact.callId, fact.kind);
  }
}

// Nine seconds on a quiet machine.
test('calls and seats agree after every step', { timeout: 90_000 }, () => {
  let answered = 0;
  let restarted = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), (steps) => {
      const scene = Scene.working('1001', '1002');
      const used = new Set<string>();
      const arrive = scene.pbx.arrive.bind(scene.pbx);
      // A call's name is a channel's uuid: never used again.
      scene.pbx.arrive = (id, more) => {
        if (used.has(id)) return;
        used.add(id);
        arrive(id, more);
      };
      // A leg that was hung up ends.
      scene.pbx.hangUp = (leg) => {
        scene.pbx.callers.delete(leg);
        scene.pbx.seatLegs.delete(leg);
      };
      for (const run of steps) {
        run(scene);
        agree(scene);
      }
      inOrder(scene);
      expect(scene.problems).toEqual([]);
      answered += scene.ledger.all.filter(({ fact }) => fact.kind === 'call-answered').length;
      restarted += scene.ledger.all.filter(({ fact }) => fact.kind === 'call-recovered').length;
    }),
    { numRuns: 300 },
  );
  // The histories are long enough to mean something.
  expect(answered).toBeGreaterThan(50);
  expect(restarted).toBeGreaterThan(50);
});
