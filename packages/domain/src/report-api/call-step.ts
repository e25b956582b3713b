import type { LedgerFact } from '../ledger/index.ts';
import { assertNever } from '../result/index.ts';

/** Facts that a call's time-line shows, in the order of the ledger's own list. */
export const callStepKinds = [
  'call-arrived',
  'call-queued',
  'call-offered',
  'call-ringing',
  'offer-failed',
  'call-answered',
  'call-requeued',
  'call-abandoned',
  'call-ended',
  'party-invited',
  'party-joined',
  'party-gone',
  'caller-held',
  'caller-retrieved',
  'call-transferred',
  'call-handed-over',
  'call-parked',
  'call-unparked',
  'call-sent-to-queue',
  'leader-mode',
  'call-forced-end',
  'emergency-step',
  'recording-step',
  'recording-heard',
  'caller-dropped',
  'caller-back',
  'leg-rebuilt',
  'call-dialled',
  'call-connected',
  'wrap-started',
  'wrap-overdue',
  'wrap-finished',
  'call-recovered',
  'survey-asked',
  'survey-ended',
  'survey-link',
  'survey-answered',
  'number-revealed',
  'ticket-filed',
  'call-back-closed',
] as const satisfies readonly LedgerFact['kind'][];
type CallStepKind = (typeof callStepKinds)[number];

type StepOfCall = {
  readonly kind: CallStepKind;
  readonly seatId: string | null;
  readonly to: string | null;
  readonly why: string | null;
};

/** null: not a call's. `to` may be a number that somebody dialled: the edge masks it. */
export function callStepOf(fact: LedgerFact): StepOfCall | null {
  const step = (
    kind: CallStepKind,
    { seatId = null, to = null, why = null }: Partial<Omit<StepOfCall, 'kind'>> = {},
  ): StepOfCall => ({ kind, seatId, to, why });
  const { kind } = fact;
  switch (kind) {
    case 'call-arrived':
      return step(kind, { why: fact.mode === 'fallback' ? 'fallback' : null });
    case 'call-queued':
      return step(kind, { to: fact.queueId });
    case 'call-offered':
    case 'call-ringing':
    case 'call-answered':
    case 'caller-held':
    case 'call-forced-end':
    case 'leg-rebuilt':
    case 'call-dialled':
    case 'call-connected':
    case 'wrap-started':
    case 'wrap-overdue':
    case 'number-revealed':
      return step(kind, { seatId: fact.seatId });
    case 'offer-failed':
    case 'call-requeued':
      return step(kind, { seatId: fact.seatId, why: fact.why });
    case 'call-abandoned':
    case 'caller-retrieved':
    case 'caller-back':
    case 'party-joined':
    case 'survey-asked':
      return step(kind);
    case 'survey-ended':
      return step(kind, { why: fact.score === null ? fact.outcome : `score-${fact.score}` });
    case 'survey-link':
      return step(kind, { why: fact.step });
    case 'survey-answered':
      return step(kind, { why: `score-${fact.score}` });
    case 'call-ended':
      return step(kind, { why: fact.by });
    case 'party-invited':
      return step(kind, { seatId: fact.seatId, to: fact.target, why: fact.purpose });
    case 'party-gone':
      return step(kind, { why: fact.why });
    case 'call-transferred':
    case 'call-handed-over':
      return step(kind, { seatId: fact.seatId, to: fact.to, why: fact.how });
    case 'call-parked':
      return step(kind, { seatId: fact.seatId, to: fact.slot });
    case 'call-unparked':
      return step(kind, { to: fact.slot, why: fact.why });
    case 'call-sent-to-queue':
      return step(kind, { seatId: fact.seatId, to: fact.skills.join(', ') });
    case 'leader-mode':
      return step(kind, { seatId: fact.seatId, why: fact.mode });
    case 'emergency-step':
      return step(kind, { seatId: fact.seatId, to: fact.targetId, why: fact.step });
    case 'recording-step':
      return step(kind, { why: fact.step });
    case 'recording-heard':
      return step(kind, { to: fact.person });
    case 'caller-dropped':
      return step(kind);
    case 'wrap-finished':
      return step(kind, { seatId: fact.seatId, why: fact.by });
    case 'call-recovered':
      return step(kind, { why: fact.state });
    case 'ticket-filed':
      return step(kind, { seatId: fact.seatId, to: fact.ticketNo });
    case 'call-back-closed':
      return step(kind, { seatId: fact.seatId, why: `closed-${fact.reason}` });
    case 'call-back-claimed':
    case 'hand-raised':
    case 'hand-lowered':
    case 'recording-played':
    case 'seat-directed':
    case 'note-sent':
    case 'note-read':
    case 'alarm-raised':
    case 'alarm-cleared':
    case 'alarm-acknowledged':
    case 'bridge-started':
    case 'complainant-revealed':
    case 'report-exported':
    case 'emergency-self-test':
    case 'seat-signed-in':
    case 'seat-signed-out':
    case 'seat-activity':
    case 'seat-device':
      return null;
    default:
      return assertNever(kind);
  }
}
