import type { CallView, EmergencyView, LegView, TroubleView } from '@hotline/domain/protocol';

/** What is going on in a call beyond talking: the one thing the bar says beside the number, the gravest first. */
export type CallStatus =
  /** The citizen's line dropped. */
  | { readonly kind: 'absent'; readonly absent: NonNullable<CallView['absent']> }
  | { readonly kind: 'trouble'; readonly trouble: TroubleView }
  | { readonly kind: 'released'; readonly leg: LegView | null }
  | { readonly kind: 'leader'; readonly mode: NonNullable<LegView['mode']> }
  /** 外呼: the citizen has not answered yet. */
  | { readonly kind: 'dialling' }
  | { readonly kind: 'emergency'; readonly one: EmergencyView }
  | { readonly kind: 'invited'; readonly leg: LegView }
  | { readonly kind: 'consult'; readonly leg: LegView }
  | { readonly kind: 'held' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'together'; readonly legs: readonly LegView[] }
  | null;

/** A trouble is told for this long, ms: then the call is what matters again. */
const TROUBLE_SHOWN_MS = 45_000;
/** These stay true, so they stay told. */
const staysTold: readonly TroubleView['code'][] = ['recording-missing', 'leg-not-rebuilt'];

const isBrought = ({ role }: LegView): boolean =>
  role === 'colleague' || role === 'specialist' || role === 'outside';

/** Whoever was brought in last and still rings or is in the room. */
export const invitedLeg = (call: CallView): LegView | null =>
  call.legs.findLast((leg) => isBrought(leg) && leg.purpose !== null) ?? null;

export function callStatus(
  call: CallView,
  ownSeat: string,
  now: number,
  troubleReadAt: number | null,
): CallStatus {
  if (call.state === 'wrapping' || call.state === 'ended') return null;
  if (call.absent !== null) return { kind: 'absent', absent: call.absent };
  const { trouble } = call;
  if (trouble !== null && trouble.at !== troubleReadAt && isTold(trouble, now))
    return { kind: 'trouble', trouble };
  const leg = invitedLeg(call);
  if (call.released) return { kind: 'released', leg };
  if (call.part === 'leader') return { kind: 'leader', mode: ownMode(call, ownSeat) };
  if (call.state === 'dialling') return { kind: 'dialling' };
  const one = call.emergencies.at(-1);
  if (one !== undefined && ['dialling', 'ringing', 'answered', 'acknowledged'].includes(one.state))
    return { kind: 'emergency', one };
  if (leg !== null && leg.state !== 'in-room' && call.part === 'owner')
    return { kind: 'invited', leg };
  if (leg !== null && leg.purpose === 'consult' && (call.held || leg.held))
    return { kind: 'consult', leg };
  if (call.held) return { kind: 'held' };
  if (call.part === 'guest') return { kind: 'guest' };
  const others = call.legs.filter((each) => isBrought(each) && each.state === 'in-room');
  return others.length > 0 && call.state === 'talking' ? { kind: 'together', legs: others } : null;
}

const isTold = (trouble: TroubleView, now: number): boolean =>
  now - trouble.at < TROUBLE_SHOWN_MS || staysTold.includes(trouble.code);

/** How this leader takes part. */
export const ownMode = (call: CallView, ownSeat: string): NonNullable<LegView['mode']> =>
  call.legs.find(({ role, label }) => role === 'leader' && label === ownSeat)?.mode ?? 'listen';
