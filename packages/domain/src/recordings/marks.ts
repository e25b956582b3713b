/** What happened in a call, as places on its recording: from the call's facts on the ledger. */
import type { LedgerEntry } from '../ledger/index.ts';

export type MarkKind =
  | 'answered'
  | 'held'
  | 'parked'
  | 'paused'
  | 'joined'
  | 'left'
  | 'transferred'
  | 'handed-over'
  | 'requeued'
  | 'emergency'
  | 'dropped'
  | 'back'
  | 'ended';

export type Mark = {
  readonly kind: MarkKind;
  /** ms from the recording's start. */
  readonly at: number;
  /** Where a span ends (保持、挂起、暂停录音); null: a moment. */
  readonly to: number | null;
  /** The seat, number or entry that it is about; null: nobody. */
  readonly who: string | null;
};

/** A leader who listens or whispers is on no recording, and what nobody hears is no mark. */
const unheard: ReadonlySet<string> = new Set(['listen', 'whisper']);

type Span = 'held' | 'parked' | 'paused';

/**
 * `startedAt` ms since 1970, `lengthMs` of the recording. What lies before or after it is left out; a span that nobody
 * ended lasts to the recording's end. In order of time, whatever the order of the facts.
 */
export function marksOf(
  facts: readonly LedgerEntry[],
  startedAt: number,
  lengthMs: number,
): readonly Mark[] {
  const marks: Mark[] = [];
  const open = new Map<Span, { readonly at: number; readonly who: string | null }>();
  const invited = new Map<string, { readonly target: string; isIn: boolean }>();
  const cases = new Set<string>();

  const moment = (kind: MarkKind, at: number, who: string | null = null): void => {
    if (at >= 0 && at <= lengthMs) marks.push({ kind, at, to: null, who });
  };
  const begin = (kind: Span, at: number, who: string | null = null): void => {
    if (!open.has(kind)) open.set(kind, { at, who });
  };
  const finish = (kind: Span, to: number): void => {
    const span = open.get(kind);
    open.delete(kind);
    if (span === undefined || to < 0 || span.at > lengthMs) return;
    const at = Math.max(0, span.at);
    marks.push({ kind, at, to: Math.min(lengthMs, Math.max(at, to)), who: span.who });
  };

  for (const { at: absolute, fact } of facts.toSorted((a, b) => a.at - b.at || a.seq - b.seq)) {
    const at = absolute - startedAt;
    switch (fact.kind) {
      case 'call-answered':
      case 'call-connected':
        moment('answered', at, fact.seatId);
        break;
      case 'caller-held':
        begin('held', at, fact.seatId);
        break;
      case 'caller-retrieved':
        finish('held', at);
        break;
      case 'call-parked':
        begin('parked', at, fact.slot);
        break;
      case 'call-unparked':
        finish('parked', at);
        break;
      case 'recording-step':
        if (fact.step === 'paused') begin('paused', at);
        if (fact.step === 'resumed') finish('paused', at);
        break;
      case 'party-invited':
        if (!unheard.has(fact.purpose)) invited.set(fact.leg, { target: fact.target, isIn: false });
        break;
      case 'party-joined': {
        const party = invited.get(fact.leg);
        if (party === undefined || party.isIn) break;
        party.isIn = true;
        moment('joined', at, party.target);
        break;
      }
      case 'party-gone': {
        const party = invited.get(fact.leg);
        if (party?.isIn === true) moment('left', at, party.target);
        invited.delete(fact.leg);
        break;
      }
      case 'call-transferred':
        moment('transferred', at, fact.to);
        break;
      case 'call-handed-over':
        moment('handed-over', at, fact.to);
        break;
      case 'call-requeued':
        moment('requeued', at, fact.seatId);
        break;
      case 'emergency-step':
        if (!cases.has(fact.caseId)) moment('emergency', at, fact.targetId);
        cases.add(fact.caseId);
        break;
      case 'caller-dropped':
        moment('dropped', at);
        break;
      case 'caller-back':
        moment('back', at);
        break;
      case 'call-ended':
        moment('ended', at);
        break;
      default:
        // Of the queue, the wrap-up, devices: nothing that one would look for on a recording.
        break;
    }
  }
  for (const kind of ['held', 'parked', 'paused'] as const) finish(kind, lengthMs);
  return marks.toSorted((a, b) => a.at - b.at);
}
