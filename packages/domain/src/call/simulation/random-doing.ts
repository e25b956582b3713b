/** What people, telephones and the clock do to a call, at random and often at the wrong moment. */
import * as fc from 'fast-check';
import { assertNever } from '../../result/index.ts';
import type { Call, CallEvent, Purpose, SeatCallEvent } from '../index.ts';
import { isBinding, isComing, isIn, seatOf } from '../index.ts';
import type { WrapDraft } from '../wrap-draft.ts';
import { partiesOf } from './laws.ts';
import type { LegDoing } from './simulated-pbx.ts';
import type { SimulatedHotline } from './simulated-hotline.ts';

export const seats = ['1001', '1002', '1003', '1004', '2001'] as const;

/** Numbers choose among what is there when it is done; `lag` keeps the PBX's reports back. */
export type Doing = {
  readonly what:
    | { readonly kind: 'seat'; readonly operation: SeatCallEvent['kind'] }
    | { readonly kind: 'leg'; readonly doing: LegDoing }
    | { readonly kind: 'report' }
    | { readonly kind: 'time'; readonly ms: number }
    | { readonly kind: 'next-timer' }
    | { readonly kind: 'again' }
    | { readonly kind: 'route' }
    | { readonly kind: 'seat-lost' }
    | { readonly kind: 'withdraw' }
    | { readonly kind: 'heard' }
    | { readonly kind: 'key'; readonly key: string }
    | { readonly kind: 'recording'; readonly isThere: boolean }
    | {
        readonly kind: 'summary';
        readonly outcome: 'sent' | 'received' | 'failed' | 'no-target';
      }
    | { readonly kind: 'found'; readonly isEmergency: boolean };
  readonly who: number;
  readonly which: number;
  readonly purpose: Purpose;
  /** As a person would do it: the right seat, a leg that is there. */
  readonly isSensible: boolean;
  readonly lag: boolean;
};

const causes = fc.constantFrom(
  'NORMAL_CLEARING',
  'USER_BUSY',
  'CALL_REJECTED',
  'NO_USER_RESPONSE',
  'NO_ANSWER',
  'USER_NOT_REGISTERED',
  'NORMAL_TEMPORARY_FAILURE',
  '',
  '__proto__',
);
const legDoing: fc.Arbitrary<LegDoing> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<LegDoing>({ kind: 'joins' }) },
  { weight: 1, arbitrary: fc.constantFrom<LegDoing>({ kind: 'rings' }, { kind: 'answers' }) },
  { weight: 1, arbitrary: fc.constant<LegDoing>({ kind: 'joins-first' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fails' as const),
      cause: causes,
      isJob: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('ends' as const),
      by: fc.constant('peer' as const),
      cause: fc.constant('NORMAL_CLEARING'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('ends' as const),
      by: fc.constantFrom('network' as const, 'pbx' as const),
      cause: fc.constantFrom('MEDIA_TIMEOUT', 'MANAGER_REQUEST'),
    }),
  },
);

const anyOperation: fc.Arbitrary<SeatCallEvent['kind']> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<SeatCallEvent['kind']>('invite') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<SeatCallEvent['kind']>(
      'emergency',
      'monitor',
      'take',
      'swap',
      'merge',
      'leave',
      'complete',
      'rebuild',
      'park',
      'leader-mode',
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom<SeatCallEvent['kind']>(
      'reject',
      'hang-up',
      'hold',
      'retrieve',
      'mute',
      'send-keys',
      'cancel-invite',
      'drop',
      'to-queue',
      'pause-recording',
      'cancel-emergency',
      'acknowledge',
      'take-over',
      'wrap-finished',
      'wrap-extended',
      'wrap-draft',
    ),
  },
);

const what: fc.Arbitrary<Doing['what']> = fc.oneof(
  { weight: 24, arbitrary: anyOperation.map((one) => ({ kind: 'seat' as const, operation: one })) },
  { weight: 12, arbitrary: legDoing.map((doing) => ({ kind: 'leg' as const, doing })) },
  { weight: 4, arbitrary: fc.constant<Doing['what']>({ kind: 'route' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Doing['what']>(
      { kind: 'report' },
      { kind: 'report' },
      { kind: 'seat', operation: 'force-end' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.constantFrom(1, 500, 3_000, 11_000, 30_000, 70_000),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Doing['what']>({ kind: 'next-timer' }) },
  { weight: 2, arbitrary: fc.constant<Doing['what']>({ kind: 'again' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Doing['what']>({ kind: 'seat-lost' }, { kind: 'withdraw' }),
  },
  { weight: 3, arbitrary: fc.constant<Doing['what']>({ kind: 'heard' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Doing['what']>({ kind: 'key', key: '1' }, { kind: 'key', key: '5' }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('recording' as const), isThere: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('summary' as const),
      outcome: fc.constantFrom('sent', 'received', 'failed', 'no-target'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('found' as const), isEmergency: fc.boolean() }),
  },
);

export const doing: fc.Arbitrary<Doing> = fc.record({
  what,
  who: fc.nat({ max: 20 }),
  which: fc.nat({ max: 20 }),
  purpose: fc.constantFrom<Purpose>('blind', 'attended', 'consult', 'conference', 'interpret'),
  isSensible: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  lag: fc.oneof(
    { weight: 4, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

/** Who may be brought in or take a call, beyond what the call itself refuses: the seat's own state, in the bridge. */
export type MayCome = (seat: string, own: boolean) => boolean;

export function doIt(world: SimulatedHotline, one: Doing, mayCome: MayCome = () => true): void {
  perform(world, one, mayCome);
  if (!one.lag) world.deliverAll();
}

function perform(world: SimulatedHotline, one: Doing, mayCome: MayCome): void {
  const { call, pbx } = world;
  switch (one.what.kind) {
    case 'seat': {
      // The person acts when the call is there: what comes before it comes about.
      if (one.isSensible && call.kind === 'waiting') {
        perform(world, { ...one, what: { kind: 'route' } }, mayCome);
        return;
      }
      if (one.isSensible && (call.kind === 'offered' || call.kind === 'dialling')) {
        for (const { legId } of [call.seat, call.caller]) pbx.do(legId, { kind: 'joins' });
        return;
      }
      if (one.isSensible && call.kind === 'talking' && call.absent !== null && one.who % 3 === 0) {
        if (!pbx.do(call.caller.legId, { kind: 'joins' })) nextTimer(world);
        return;
      }
      const coming = partiesOf(call).find(isComing);
      if (one.isSensible && one.who % 4 === 0 && coming !== undefined) {
        pbx.do(coming.legId, { kind: 'joins' });
        return;
      }
      const likely = one.isSensible && one.who % 2 === 0 ? likelyOf(call) : [];
      const operation = likely[one.which % Math.max(1, likely.length)] ?? one.what.operation;
      const event = operationOf(world, one, operation);
      if (event.kind === 'invite' && event.target.kind === 'seat')
        if (!mayCome(event.target.seatId, false)) return;
      if ((event.kind === 'monitor' || event.kind === 'take') && !mayCome(event.seat, true)) return;
      world.apply(event);
      return;
    }
    case 'leg': {
      const legs = pbx.alive();
      // Who is on the way moves first, and a talk does not end at every second step.
      const coming = legs.filter(({ state }) => state !== 'in-room');
      const inRoom = legs.filter(({ as }) => as !== 'caller');
      const mayEnd = one.what.doing.kind === 'ends' && one.who % 3 > 0 ? inRoom : legs;
      const among =
        coming.length > 0 && one.isSensible && one.what.doing.kind !== 'ends' ? coming : mayEnd;
      const leg = among[one.which % Math.max(1, among.length)];
      if (leg !== undefined) pbx.do(leg.id, one.what.doing);
      return;
    }
    case 'report':
      world.deliver(one.which);
      return;
    case 'time':
      world.advance(one.what.ms);
      return;
    case 'next-timer':
      nextTimer(world);
      return;
    case 'again': {
      const timer = world.nextTimer();
      if (!one.isSensible && timer !== null) {
        // Before its time: of the clock, or of a timer that was moved.
        world.apply(world.eventOf(timer));
        return;
      }
      const event = world.delivered[one.which % Math.max(1, world.delivered.length)];
      // A timer that fires twice brings a leg of its own each time.
      if (event?.kind === 'call-back-due') world.apply({ ...event, leg: world.newLeg() });
      else if (event !== undefined) world.apply(event);
      return;
    }
    case 'route': {
      if (call.kind !== 'waiting' && one.isSensible) return;
      const wanted = call.kind === 'waiting' ? call.wanted : null;
      const seat = wanted !== null && wanted.until > world.now ? wanted.seatId : at(seats, one.who);
      if (!mayCome(seat, wanted?.seatId === seat)) return;
      world.apply({ kind: 'offer', seat, leg: world.newLeg() });
      return;
    }
    case 'seat-lost':
      world.apply({ kind: 'seat-lost', seat: seatFor(world, one), why: 'GONE' });
      return;
    case 'withdraw':
      world.apply({ kind: 'withdraw', seat: seatFor(world, one) });
      return;
    case 'heard':
      for (const leg of [call.kind === 'ended' ? '' : call.caller.legId, legFor(world, one)])
        world.apply({ kind: 'leg-heard', leg });
      return;
    case 'key':
      world.apply({ kind: 'key-pressed', leg: legFor(world, one), key: one.what.key });
      return;
    case 'recording':
      world.apply({ kind: 'recording-seen', isThere: one.what.isThere });
      return;
    case 'summary':
      world.apply({
        kind: 'summary-pushed',
        caseId: caseFor(world, one),
        outcome: one.what.outcome,
        detail: null,
      });
      return;
    case 'found':
      found(world, one, one.what.isEmergency, mayCome);
      return;
  }
}

function nextTimer(world: SimulatedHotline): void {
  const next = world.nextTimer();
  if (next !== null) world.advance(Math.max(0, next.at - world.now));
}

/** What a person would do with whom they have in the room. */
function likelyOf(call: Call): readonly SeatCallEvent['kind'][] {
  const parties = partiesOf(call);
  const likely: SeatCallEvent['kind'][] = [];
  if (parties.some((one) => one.kind === 'guest' && isIn(one)))
    likely.push('swap', 'merge', 'complete', 'drop', 'leave');
  if (parties.some((one) => one.kind === 'leader' && isIn(one)))
    likely.push('leader-mode', 'leader-mode', 'take-over');
  if ('emergencies' in call && call.emergencies.some(isBinding))
    likely.push('acknowledge', 'cancel-emergency', 'leave', 'emergency', 'hang-up');
  if (call.kind === 'talking' && call.held) likely.push('retrieve');
  if (call.kind === 'parked') likely.push('take', 'take');
  return likely;
}

/** Joined in the room by the PBX or by a telephone itself while the bridge was away. */
function found(world: SimulatedHotline, one: Doing, isEmergency: boolean, mayCome: MayCome): void {
  const { call, pbx } = world;
  if (call.kind === 'ended' || call.kind === 'wrapping') return;
  const leg = world.newLeg();
  const seat = seatFor(world, one);
  if (!isEmergency && !mayCome(seat, true)) return;
  pbx.create(leg, isEmergency ? 'emergency' : 'seat');
  pbx.do(leg, { kind: 'joins' });
  pbx.pending.delete(leg);
  const outcome = world.apply(
    isEmergency
      ? { kind: 'emergency-found', seat, leg, targetId: '110', label: '110', acknowledgeKey: '1' }
      : { kind: 'bridged', seat, leg },
  );
  // The bridge hangs up what the call has no place for.
  if (!outcome.ok) world.pbx.obey({ kind: 'hang-up-leg', leg, cause: 'NORMAL_CLEARING' });
}

const at = <T>(list: readonly [T, ...T[]], index: number): T =>
  list[index % list.length] ?? list[0];

function seatFor({ call }: SimulatedHotline, one: Doing): string {
  const inIt = [
    ...('seat' in call ? [call.seat.seatId, call.seat.seatId, call.seat.seatId] : []),
    ...partiesOf(call).flatMap((party) => seatOf(party) ?? []),
    ...('wraps' in call ? call.wraps.map(({ seatId }) => seatId) : []),
  ];
  if (!one.isSensible || inIt.length === 0) return at(seats, one.who);
  return inIt[one.who % inIt.length] ?? '';
}

function legFor({ call, pbx }: SimulatedHotline, one: Doing): string {
  const parties = partiesOf(call).map(({ legId }) => legId);
  const legs = one.isSensible && parties.length > 0 ? parties : [...pbx.legs.keys(), 'leg-x'];
  return legs[one.which % legs.length] ?? '';
}

function caseFor({ call }: SimulatedHotline, one: Doing): string {
  const cases = 'emergencies' in call ? call.emergencies.map(({ caseId }) => caseId) : [];
  return cases[one.which % Math.max(1, cases.length)] ?? 'case-x';
}

function operationOf(
  world: SimulatedHotline,
  one: Doing,
  kind: SeatCallEvent['kind'],
): SeatCallEvent {
  const { call } = world;
  const leader = partiesOf(call).find((party) => party.kind === 'leader');
  const seat =
    one.isSensible && leader !== undefined && (kind === 'leader-mode' || kind === 'take-over')
      ? (seatOf(leader) ?? '')
      : one.isSensible && 'seat' in call && !forOthers.has(kind)
        ? call.seat.seatId
        : seatFor(world, one);
  const leg = legFor(world, one);
  const stranger = at(seats, one.which);
  const isYes = one.which % 2 === 0;
  switch (kind) {
    case 'reject':
    case 'hang-up':
    case 'hold':
    case 'retrieve':
    case 'merge':
    case 'take-over':
    case 'force-end':
    case 'wrap-extended':
      return { kind, seat };
    case 'leave':
      return { kind, seat, override: isYes };
    case 'mute':
      return { kind, seat, muted: isYes };
    case 'pause-recording':
      return { kind, seat, paused: isYes };
    case 'send-keys':
      return { kind, seat, keys: '12#' };
    case 'cancel-invite':
    case 'complete':
    case 'swap':
    case 'drop':
      return { kind, seat, leg };
    case 'take':
    case 'rebuild':
      return { kind, seat: kind === 'take' ? stranger : seat, leg: world.newLeg() };
    case 'park':
      return { kind, seat, slot: '701' };
    case 'to-queue':
      return { kind, seat, skills: ['english'], brief: null };
    case 'wrap-finished':
      if (one.who % 4 === 0) return { kind, seat, by: 'leader', leader: stranger };
      return { kind, seat, by: isYes ? 'seat' : 'sign-out' };
    case 'wrap-draft':
      return { kind, seat, draft: drafts[one.which % drafts.length] ?? { kind: 'open' } };
    case 'invite':
      return {
        kind,
        seat,
        leg: world.newLeg(),
        purpose: one.purpose,
        target: isYes
          ? { kind: 'seat', seatId: at(seats, one.who), isSpecialist: false }
          : {
              kind: 'outside',
              entryId: null,
              number: `8000${one.who % 3}`,
              label: `Bureau ${one.who % 3}`,
            },
        ringForMs: 20_000,
        brief: null,
      };
    case 'emergency':
      return {
        kind,
        seat,
        caseId: `case-${world.newLeg()}`,
        targetId: isYes ? '110' : '120',
        label: isYes ? '110' : '120',
        routes: Array.from({ length: 1 + (one.who % 2) }, () => ({
          leg: world.newLeg(),
          ringForMs: 12_000,
        })),
        acknowledgeKey: one.who % 3 === 0 ? '1' : null,
      };
    case 'cancel-emergency':
    case 'acknowledge':
      return { kind, seat, caseId: caseFor(world, one) };
    case 'monitor':
      return {
        kind,
        seat: stranger,
        leg: world.newLeg(),
        mode: modes[one.who % 3] ?? 'listen',
        ringForMs: 10_000,
      };
    case 'leader-mode':
      return { kind, seat, mode: modes[one.which % 3] ?? 'listen' };
    default:
      return assertNever(kind);
  }
}

const modes = ['listen', 'whisper', 'barge'] as const;
const drafts: readonly WrapDraft[] = [
  { kind: 'open' },
  { kind: 'parked', reason: 'more' },
  { kind: 'filed' },
  { kind: 'discarded' },
];
/** Not the owner's alone. */
const forOthers = new Set<CallEvent['kind']>([
  'hang-up',
  'leave',
  'mute',
  'reject',
  'leader-mode',
  'take-over',
  'force-end',
  'wrap-finished',
  'wrap-extended',
  'wrap-draft',
]);

/** Everybody goes home: the citizen first, then all others, and every timer fires. */
export function finish(world: SimulatedHotline): void {
  const isAtRest = () => world.call.kind === 'ended' && world.timers.size === 0;
  const endLeg = (leg: string) => {
    world.pbx.do(leg, { kind: 'ends', by: 'peer', cause: 'NORMAL_CLEARING' });
    world.deliverAll();
  };
  world.deliverAll();
  if (world.call.kind !== 'ended') endLeg(world.call.caller.legId);
  for (let i = 0; i < 60 && !isAtRest(); i += 1) {
    const next = world.nextTimer();
    if (next !== null) world.advance(Math.max(0, next.at - world.now));
    else if (world.call.kind === 'wrapping') {
      // What was written is not dealt with, and its time is over: a leader ends it.
      for (const { seatId } of world.call.wraps)
        world.apply({ kind: 'wrap-finished', seat: seatId, by: 'leader', leader: '2001' });
    } else {
      // Only a talk among others, who end it themselves.
      const leg = world.pbx.alive()[0];
      if (leg === undefined) break;
      endLeg(leg.id);
    }
    world.deliverAll();
  }
}
