/** 抽检: which calls of a week are checked. The same calls, rules and seed give the same draw, on any machine. */
import { assertNever } from '../result/index.ts';

/** One seat's part in one call. */
export type CheckableCall = {
  readonly callId: string;
  readonly seatId: string;
  readonly talkMs: number;
  readonly transferred: boolean;
  readonly emergency: boolean;
  /** 满意度, 5 非常满意 to 1 非常不满意; null: not answered. */
  readonly score: number | null;
};

export type DrawRule = {
  readonly kind: 'any' | 'long' | 'short' | 'transferred' | 'emergency' | 'unsatisfied';
  /** Talk of at least (`long`) or at most (`short`) so many seconds; the others do not look at it. */
  readonly seconds: number;
  /** null: all of them. */
  readonly perSeatAndWeek: number | null;
};
export type DrawKind = DrawRule['kind'];

export type Drawn = {
  readonly callId: string;
  readonly seatId: string;
  readonly rule: DrawKind;
};

/**
 * Rules go in their order; a call that one has taken is not taken by the next. `already` was drawn before, by the same
 * rules: it counts, so that drawing again when more calls are there fills up and never doubles.
 */
export function drawChecks(
  calls: readonly CheckableCall[],
  rules: readonly DrawRule[],
  seed: string,
  already: readonly Drawn[],
): readonly Drawn[] {
  const taken = new Set(already.map(keyOf));
  const drawn: Drawn[] = [];
  const seats = [...new Set(calls.map(({ seatId }) => seatId))].toSorted();
  for (const rule of rules) {
    for (const seatId of seats) {
      const had = already.filter((one) => one.seatId === seatId && one.rule === rule.kind).length;
      const left = rule.perSeatAndWeek === null ? Infinity : rule.perSeatAndWeek - had;
      const fit = calls.filter(
        (call) => call.seatId === seatId && fits(call, rule) && !taken.has(keyOf(call)),
      );
      const ranked = fit
        .map((call) => ({ call, rank: rankOf(`${seed}\n${rule.kind}\n${keyOf(call)}`) }))
        .toSorted((a, b) => a.rank - b.rank || (keyOf(a.call) < keyOf(b.call) ? -1 : 1));
      for (const { call } of ranked.slice(0, Math.max(0, left))) {
        taken.add(keyOf(call));
        drawn.push({ callId: call.callId, seatId, rule: rule.kind });
      }
    }
  }
  return drawn;
}

/** 不满意 */
const UNSATISFIED = 2;

const keyOf = ({ callId, seatId }: { readonly callId: string; readonly seatId: string }) =>
  `${seatId}\n${callId}`;

function fits(call: CheckableCall, { kind, seconds }: DrawRule): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'long':
      return call.talkMs >= seconds * 1000;
    case 'short':
      return call.talkMs <= seconds * 1000;
    case 'transferred':
      return call.transferred;
    case 'emergency':
      return call.emergency;
    case 'unsatisfied':
      return call.score !== null && call.score <= UNSATISFIED;
    default:
      return assertNever(kind);
  }
}

/** FNV-1a over UTF-16 units, mixed by MurmurHash3's finaliser, since FNV alone keeps similar texts together. 32 bits. */
function rankOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY_MS;

/** The week from Monday on that `at` lies in, ms since 1970; `utcOffsetMinutes` local time minus UTC. */
export function weekOf(
  at: number,
  utcOffsetMinutes: number,
): { readonly from: number; readonly to: number } {
  const offset = utcOffsetMinutes * 60_000;
  const local = at + offset - FIRST_MONDAY;
  const from = Math.floor(local / WEEK_MS) * WEEK_MS + FIRST_MONDAY - offset;
  return { from, to: from + WEEK_MS };
}
