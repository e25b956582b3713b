/** Calls in each state, for the tests of this folder: every one reached by events, none written by hand. */
import type {
  ArrivingCall,
  Call,
  CallEffect,
  CallEvent,
  CallRules,
  Outcome,
  PartyTarget,
  Purpose,
  WaitingCall,
} from './index.ts';
import { arrive, dial, transition } from './index.ts';

export const T0 = 1_800_000_000_000;
export const rules: CallRules = {
  ringMs: 20_000,
  wrapMs: 30_000,
  wrapExtendMs: 15_000,
  wrapExtensionsMax: 2,
  setAsideMs: 60_000,
  retryMs: 1_000,
  returnMs: 15_000,
  parkMs: 120_000,
  queueReturnMs: 60_000,
  asksSatisfaction: false,
  callBack: { attempts: 2, ringMs: 25_000, pauseMs: 3_000 },
};

export const arrival = {
  callId: 'call-1',
  callerLeg: 'caller-1',
  number: '13800138000',
  queueId: 'default',
  skills: [],
  optionalSkills: [],
  priority: 0,
  mode: 'bridge',
} as const;

export const arriving = (): ArrivingCall => arrive(arrival, T0).call;

/** Every event must be taken; a refusal in the preparation of a test is a mistake of the test. */
export function after(call: Call, ...steps: readonly (readonly [number, CallEvent])[]): Call {
  return steps.reduce((before, [ms, event]) => taken(at(before, ms, event)).call, call);
}

export const at = (call: Call, ms: number, event: CallEvent): Outcome =>
  transition(call, event, T0 + ms, rules);

export function taken(outcome: Outcome): {
  readonly call: Call;
  readonly effects: readonly CallEffect[];
} {
  if (!outcome.ok) throw new Error(`refused: ${outcome.error.code}`);
  return outcome.value;
}

export const facts = (effects: readonly CallEffect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'record' ? [effect.fact.kind] : []));

export const hungUp = (effects: readonly CallEffect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'hang-up-leg' ? [effect.leg] : []));

export const waiting = (): WaitingCall =>
  after(arriving(), [100, { kind: 'leg-joined', leg: 'caller-1' }]) as WaitingCall;

export const offered = (): Call =>
  after(waiting(), [1_000, { kind: 'offer', seat: '1001', leg: 'leg-a' }]);

export const ringing = (): Call => after(offered(), [1_050, { kind: 'leg-ringing', leg: 'leg-a' }]);

export const answered = (): Call =>
  after(ringing(), [3_000, { kind: 'leg-answered', leg: 'leg-a' }]);

export const talking = (): Call => after(answered(), [3_010, { kind: 'leg-joined', leg: 'leg-a' }]);

export const wrapping = (): Call => after(talking(), [63_010, { kind: 'hang-up', seat: '1001' }]);

export const ended = (): Call =>
  after(wrapping(), [70_000, { kind: 'wrap-finished', seat: '1001', by: 'seat' }]);

/** An offer to a second seat, after the first did not take the call. */
export const offeredAgain = (): Call =>
  after(
    ringing(),
    [5_000, { kind: 'reject', seat: '1001' }],
    [5_001, { kind: 'offer', seat: '1002', leg: 'leg-b' }],
  );

export const colleague: PartyTarget = { kind: 'seat', seatId: '1002', isSpecialist: false };
export const bureau: PartyTarget = {
  kind: 'outside',
  entryId: 'water',
  number: '63636363',
  label: '水务局',
};

export const invite = (
  purpose: Purpose,
  target: PartyTarget = bureau,
  leg = 'leg-p',
): CallEvent => ({
  kind: 'invite',
  seat: '1001',
  leg,
  purpose,
  target,
  ringForMs: 20_000,
  brief: null,
});
/** Called at 10 s, and on the way. */
export const invited = (purpose: Purpose, target: PartyTarget = bureau): Call =>
  after(talking(), [10_000, invite(purpose, target)]);
/** In the room at 15 s. */
export const joined = (purpose: Purpose, target: PartyTarget = bureau): Call =>
  after(invited(purpose, target), [15_000, { kind: 'leg-joined', leg: 'leg-p' }]);

export const emergency: CallEvent = {
  kind: 'emergency',
  seat: '1001',
  caseId: 'case-1',
  targetId: '110',
  label: '110',
  routes: [
    { leg: 'route-1', ringForMs: 12_000 },
    { leg: 'route-2', ringForMs: 12_000 },
  ],
  acknowledgeKey: '1',
};
export const alarmed = (): Call => after(talking(), [10_000, emergency]);
export const alarmAnswered = (): Call =>
  after(alarmed(), [14_000, { kind: 'leg-joined', leg: 'route-1' }]);
export const acknowledged = (): Call =>
  after(alarmAnswered(), [20_000, { kind: 'key-pressed', leg: 'route-1', key: '1' }]);

export const parked = (): Call =>
  after(talking(), [10_000, { kind: 'park', seat: '1001', slot: '701' }]);
/** Transferred to somebody outside, who is there. */
export const handedOver = (): Call => joined('attended');
export const dialling = (): Call =>
  dial(
    {
      callId: 'call-1',
      seat: '1001',
      seatLeg: 'leg-a',
      callerLeg: 'caller-1',
      number: '13800138000',
      queueId: 'default',
      callBackOf: null,
      ticketNo: null,
      ringMs: 30_000,
    },
    T0,
    rules,
  ).call;
/** The line of a citizen who needs 110 has dropped. */
export const dropped = (): Call =>
  after(alarmAnswered(), [
    16_000,
    { kind: 'leg-ended', leg: 'caller-1', cause: 'NORMAL_CLEARING', by: 'peer' },
  ]);

export const over = (leg: string, by: 'peer' | 'pbx' | 'network' = 'peer'): CallEvent => ({
  kind: 'leg-ended',
  leg,
  cause: by === 'network' ? 'MEDIA_TIMEOUT' : 'NORMAL_CLEARING',
  by,
});
export const refusedWith = (code: string) => ({ ok: false, error: { code } });
/** Commands and news without their details. */
export const done = (effects: readonly CallEffect[]): readonly string[] =>
  effects.flatMap((one) => {
    if (one.kind === 'record' || one.kind === 'start-timer' || one.kind === 'stop-timer') return [];
    if (one.kind === 'tell-seat') return [`${one.seat} ${one.news.kind}`];
    return 'leg' in one ? [`${one.kind} ${one.leg}`] : [one.kind];
  });
