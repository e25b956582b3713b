/**
 * Who gets which call: pure, and run whenever a call or a seat changes. Higher priority first, then the longest wait;
 * a repeat caller goes to their last seat if it is ready, everybody else to the seat that has been idle longest.
 */

export type WaitingEntry = {
  readonly callId: string;
  /** The seat must have all of them. */
  readonly skills: readonly string[];
  /** As `skills`, until they are given up. */
  readonly optionalSkills: readonly string[];
  readonly priority: number;
  readonly queuedAt: number;
  /** Not offered before this time; 0: at once. */
  readonly notBefore: number;
  readonly passedBy: readonly { readonly seatId: string; readonly until: number }[];
  /** This seat alone, until then: it had the call a moment ago. */
  readonly wanted: { readonly seatId: string; readonly until: number } | null;
  /** Seat that last talked with this caller, within the configured days. */
  readonly lastSeat: string | null;
};

/** A seat that may be offered a call now. */
export type ReadySeat = {
  readonly seatId: string;
  readonly skills: ReadonlySet<string>;
  readonly idleSince: number;
};

export type RoutingRules = {
  /** null: optional skills are never given up. */
  readonly dropOptionalSkillsAfterMs: number | null;
};

export type Offer = { readonly callId: string; readonly seatId: string };

/**
 * Each call and each seat at most once; empty when nothing fits. Time is O(w log w + w × s) for w waiting calls and s
 * ready seats, and O(1) when either is none.
 */
export function route(
  waiting: readonly WaitingEntry[],
  seats: readonly ReadySeat[],
  now: number,
  rules: RoutingRules,
): readonly Offer[] {
  if (waiting.length === 0 || seats.length === 0) return [];
  const free = [...seats].sort(
    (a, b) => a.idleSince - b.idleSince || compareId(a.seatId, b.seatId),
  );
  const offers: Offer[] = [];
  for (const call of inOrder(waiting)) {
    if (free.length === 0) break;
    if (call.notBefore > now) continue;
    const at = chooseSeat(call, free, now, rules);
    if (at === -1) continue;
    const [seat] = free.splice(at, 1);
    if (seat !== undefined) offers.push({ callId: call.callId, seatId: seat.seatId });
  }
  return offers;
}

/** The queue as it is served, for showing it: priority, then waiting time. */
export function inOrder<C extends Pick<WaitingEntry, 'callId' | 'priority' | 'queuedAt'>>(
  waiting: readonly C[],
): readonly C[] {
  return [...waiting].sort(
    (a, b) => b.priority - a.priority || a.queuedAt - b.queuedAt || compareId(a.callId, b.callId),
  );
}

function compareId(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function chooseSeat(
  call: WaitingEntry,
  free: readonly ReadySeat[],
  now: number,
  rules: RoutingRules,
): number {
  const limit = rules.dropOptionalSkillsAfterMs;
  const { wanted } = call;
  if (wanted !== null && wanted.until > now)
    return free.findIndex(({ seatId }) => seatId === wanted.seatId);
  const isOptionalDropped = limit !== null && now - call.queuedAt >= limit;
  const fits = (seat: ReadySeat) =>
    call.skills.every((skill) => seat.skills.has(skill)) &&
    !call.passedBy.some(({ seatId, until }) => seatId === seat.seatId && until > now);
  const fitsFully = (seat: ReadySeat) =>
    call.optionalSkills.every((skill) => seat.skills.has(skill)) && fits(seat);
  const choose = (test: (seat: ReadySeat) => boolean) => {
    const last = free.findIndex((seat) => seat.seatId === call.lastSeat && test(seat));
    return last === -1 ? free.findIndex(test) : last;
  };
  const best = choose(fitsFully);
  // Whoever speaks the language still goes first.
  return best === -1 && isOptionalDropped ? choose(fits) : best;
}
