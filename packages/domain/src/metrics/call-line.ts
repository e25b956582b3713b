/**
 * One call as the figures see it (话单): a function of the call's facts as a set. In whatever order they come, however
 * often, and however late, the same facts make the same line; so a line is made anew whenever one of them comes.
 *
 * The written rule (docs/decisions/0023): a call counts once, in the queue it came for, at the moment its clock starts.
 * Answered stays answered, whatever happens later; a transfer, a return to the queue and a parked call make no second
 * call. Whoever left without an answer, in whatever way, is abandoned.
 */
import type { LedgerFact, SurveyOutcome } from '../ledger/index.ts';

export type Booked = { readonly at: number; readonly fact: LedgerFact };

/** A seat's part in a call, from taking it over to giving it away. */
export type CallPart = {
  readonly seatId: string;
  /** When the seat had the call; ms since 1970. */
  readonly at: number;
  readonly how: 'answered' | 'transferred' | 'dialled';
  readonly talkMs: number;
  readonly holdMs: number;
  readonly wrapMs: number;
};

export type CallLine = {
  readonly callId: string;
  /** Normalised as on the ledger; '' when withheld. */
  readonly number: string;
  readonly queueId: string;
  readonly skills: readonly string[];
  /** `out`: 呼出, in no queue. */
  readonly direction: 'in' | 'out';
  /** The PBX rang the seats alone while the bridge was away; booked afterwards, with the PBX's times. */
  readonly isBookedLate: boolean;
  /** Trunk answer. */
  readonly arrivedAt: number;
  readonly queuedAt: number | null;
  readonly answeredAt: number | null;
  /** Seat that answered, or dialled. */
  readonly seatId: string | null;
  /** Left without an answer. */
  readonly abandonedAt: number | null;
  readonly endedAt: number | null;
  /** Waits for a seat now, since this time; back in the queue it keeps its place. */
  readonly waitingSince: number | null;
  readonly parts: readonly CallPart[];
  readonly transfers: number;
  readonly consults: number;
  readonly requeues: number;
  /** The missed call that is called back. */
  readonly callBackOf: string | null;
  /** When it was decided that nobody calls the citizen back any more. */
  readonly callBackClosedAt: number | null;
  /** 满意度: what came of the question, by key or by link; `asked` until that is known, null: not asked. */
  readonly survey: SurveyOutcome | 'asked' | null;
  /** 5 非常满意 … 1 非常不满意. */
  readonly score: number | null;
};

/** null: nothing says yet what call this is (its arrival is late or lost). */
export function lineOf(booked: readonly Booked[]): CallLine | null {
  const facts = inOrder(booked);
  const first = <K extends LedgerFact['kind']>(kind: K) =>
    facts.find((each): each is { at: number; fact: Extract<LedgerFact, { kind: K }> } =>
      isOf(kind, each),
    );
  const arrived = first('call-arrived');
  const dialled = first('call-dialled');
  const birth = arrived ?? dialled;
  if (birth === undefined) return null;
  const answered = first('call-answered');
  const ended = first('call-ended');
  const connected = first('call-connected');
  const surveyed = first('survey-ended')?.fact;
  // Whoever did not press a key and answers the link has answered.
  const linked = surveyed?.outcome === 'scored' ? undefined : first('survey-answered')?.fact;
  const isAsked = first('survey-asked') !== undefined || first('survey-link')?.fact.step === 'sent';
  const isIn = arrived !== undefined;
  const answer = isIn ? answered : connected;
  const left = first('call-abandoned') ?? ended;
  return {
    callId: birth.fact.callId,
    number: birth.fact.number,
    queueId: birth.fact.queueId,
    skills: arrived?.fact.skills ?? [],
    direction: isIn ? 'in' : 'out',
    isBookedLate: arrived?.fact.mode === 'fallback',
    arrivedAt: birth.at,
    queuedAt: isIn ? (first('call-queued')?.at ?? null) : null,
    answeredAt: answer?.at ?? null,
    seatId: answer?.fact.seatId ?? dialled?.fact.seatId ?? null,
    abandonedAt: isIn && answer === undefined ? (left?.at ?? null) : null,
    endedAt: ended?.at ?? null,
    waitingSince: isIn && waitsAfter(facts) ? (first('call-queued')?.at ?? null) : null,
    parts: partsOf(facts),
    ...countsOf(facts),
    callBackOf: dialled?.fact.callBackOf ?? null,
    callBackClosedAt: first('call-back-closed')?.at ?? null,
    survey: linked === undefined ? (surveyed?.outcome ?? (isAsked ? 'asked' : null)) : 'scored',
    score: (linked ?? surveyed)?.score ?? null,
  };
}

const isOf = <K extends LedgerFact['kind']>(
  kind: K,
  booked: Booked,
): booked is { at: number; fact: Extract<LedgerFact, { kind: K }> } => booked.fact.kind === kind;

/** Distinct, by time; facts of one moment in the order in which a call runs. */
function inOrder(booked: readonly Booked[]): readonly Booked[] {
  const sorted = booked.toSorted(compare);
  return sorted.filter((each, index) => {
    const before = sorted[index - 1];
    return before === undefined || compare(before, each) !== 0;
  });
}

function compare(a: Booked, b: Booked): number {
  const byTime = a.at - b.at || stageOf(a.fact.kind) - stageOf(b.fact.kind);
  if (byTime !== 0 || a.fact === b.fact) return byTime;
  const [one, other] = [JSON.stringify(a.fact), JSON.stringify(b.fact)];
  return one < other ? -1 : one > other ? 1 : 0;
}

const STAGES: readonly LedgerFact['kind'][] = [
  'call-arrived',
  'call-dialled',
  'call-queued',
  'call-offered',
  'call-ringing',
  'offer-failed',
  'call-answered',
  'call-connected',
  'caller-retrieved',
  'call-unparked',
  'party-invited',
  'party-joined',
  'party-gone',
  'call-sent-to-queue',
  'call-requeued',
  'call-handed-over',
  'call-parked',
  'call-transferred',
  'caller-held',
  'call-abandoned',
  'survey-asked',
  'call-ended',
  'wrap-started',
  'wrap-finished',
  'survey-ended',
  'survey-link',
  'survey-answered',
  'call-back-closed',
];

const stages: ReadonlyMap<string, number> = new Map(STAGES.map((kind, stage) => [kind, stage]));

/** Whether a fact can change a line. */
export const isOfLine = (fact: LedgerFact): boolean => stages.has(fact.kind);

const stageOf = (kind: LedgerFact['kind']): number => stages.get(kind) ?? STAGES.length;

function waitsAfter(facts: readonly Booked[]): boolean {
  let isWaiting = false;
  for (const { fact } of facts) {
    if (fact.kind === 'call-queued' || fact.kind === 'call-requeued') isWaiting = true;
    else if (fact.kind === 'call-ended') return false;
    else if (
      fact.kind === 'call-answered' ||
      fact.kind === 'call-transferred' ||
      fact.kind === 'call-abandoned'
    )
      isWaiting = false;
  }
  return isWaiting;
}

function countsOf(facts: readonly Booked[]): Pick<CallLine, 'transfers' | 'consults' | 'requeues'> {
  // The same step told twice, at two times, is one: by its leg where it has one, else by what it says.
  const transfers = new Set<string>();
  const consults = new Set<string>();
  const requeues = new Set<string>();
  for (const { at, fact } of facts) {
    if (fact.kind === 'call-transferred' && fact.how !== 'take-over') transfers.add(fact.leg);
    else if (fact.kind === 'call-handed-over') transfers.add(`${fact.seatId} ${fact.to} ${at}`);
    else if (fact.kind === 'call-sent-to-queue') transfers.add(`${fact.seatId} queue ${at}`);
    else if (fact.kind === 'party-invited' && fact.purpose === 'consult') consults.add(fact.leg);
    else if (fact.kind === 'call-requeued') requeues.add(`${fact.seatId} ${at}`);
  }
  return { transfers: transfers.size, consults: consults.size, requeues: requeues.size };
}

type OpenPart = { -readonly [K in keyof CallPart]: CallPart[K] };

/** talk and hold between taking the call and giving it away; wrap-up afterwards, by the seat that had it last. */
function partsOf(facts: readonly Booked[]): readonly CallPart[] {
  const parts: OpenPart[] = [];
  const wraps = new Map<string, number>();
  let current: OpenPart | null = null;
  let since = 0;
  let isHeld = false;
  const settle = (at: number): void => {
    if (current !== null) current[isHeld ? 'holdMs' : 'talkMs'] += at - since;
    since = at;
  };
  const close = (at: number): void => {
    settle(at);
    current = null;
    isHeld = false;
  };
  const take = (seatId: string, at: number, how: CallPart['how']): void => {
    if (current?.seatId === seatId) return;
    close(at);
    current = { seatId, at, how, talkMs: 0, holdMs: 0, wrapMs: 0 };
    parts.push(current);
  };
  let isOver = false;
  for (const { at, fact } of facts) {
    switch (fact.kind) {
      case 'call-answered':
      case 'call-connected':
        if (!isOver) take(fact.seatId, at, fact.kind === 'call-answered' ? 'answered' : 'dialled');
        break;
      case 'call-transferred':
        if (!isOver) take(fact.to, at, 'transferred');
        break;
      case 'caller-held':
      case 'caller-retrieved':
        settle(at);
        isHeld = fact.kind === 'caller-held';
        break;
      case 'call-requeued':
      case 'call-handed-over':
      case 'call-parked':
        close(at);
        break;
      case 'call-ended':
        close(at);
        isOver = true;
        break;
      case 'wrap-started':
        if (!wraps.has(fact.seatId)) wraps.set(fact.seatId, at);
        break;
      case 'wrap-finished': {
        const begun = wraps.get(fact.seatId);
        const part = parts.findLast(({ seatId }) => seatId === fact.seatId);
        if (begun === undefined || part === undefined) break;
        part.wrapMs += at - begun;
        wraps.delete(fact.seatId);
        break;
      }
      default:
      // Says nothing of who talked when.
    }
  }
  return parts;
}
