import type { CallView, LegView, Operation } from '@hotline/domain/protocol';
import type { LinkPhase } from '../connection/link-state.ts';
import type { SoftphoneCall } from '../softphone/softphone.ts';
import type { EmergencySituation } from '../emergency/emergency-screen.ts';

/** The bridge says what this seat may do now; while it is away nothing can be asked of it. */
export function may(
  call: CallView | null,
  link: Pick<LinkPhase, 'kind'>,
  operation: Operation,
): boolean {
  return call !== null && link.kind === 'live' && call.may.includes(operation);
}

const isBrought = (leg: LegView) =>
  leg.role === 'colleague' || leg.role === 'specialist' || leg.role === 'outside';

/** Whoever this seat brought in last and who is still ringing or in the room; the consult keys act on them. */
export function invited(call: CallView | null): LegView | null {
  return call?.legs.findLast((leg) => isBrought(leg) && leg.purpose !== null) ?? null;
}

/** An emergency hand-over under way that nobody has acknowledged: nobody of ours leaves the citizen by accident. */
export function unacknowledged(call: CallView | null): CallView['emergencies'][number] | null {
  return (
    call?.emergencies.findLast(({ state }) =>
      ['dialling', 'ringing', 'answered'].includes(state),
    ) ?? null
  );
}

/** What F9 finds. */
export function emergencySituation(
  call: CallView | null,
  link: Pick<LinkPhase, 'kind'>,
  phone: SoftphoneCall,
  isRegistered: boolean,
): EmergencySituation {
  if (link.kind !== 'live') {
    if (phone.kind !== 'in-call')
      return { kind: 'hindered', why: phone.kind === 'none' ? 'no-call' : 'ringing' };
    return isRegistered
      ? { kind: 'possible', callId: phone.callId ?? '', way: 'phone' }
      : { kind: 'hindered', why: 'no-way' };
  }
  if (call === null || call.state === 'ended') return { kind: 'hindered', why: 'no-call' };
  const { callId } = call;
  const last = call.emergencies.at(-1);
  const isOver = last === undefined || ['failed', 'cancelled'].includes(last.state);
  if (last !== undefined && (!isOver || !call.may.includes('emergency')))
    return { kind: 'running', callId, caseId: last.caseId };
  if (call.may.includes('emergency')) return { kind: 'possible', callId, way: 'bridge' };
  if (call.state === 'wrapping') return { kind: 'hindered', why: 'no-call' };
  if (call.part !== 'owner') return { kind: 'hindered', why: 'not-owner' };
  return { kind: 'hindered', why: call.state === 'talking' ? 'not-now' : 'ringing' };
}
