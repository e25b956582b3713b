/** Figures of a range from the call lines, each with its counts and the definitions that made it. */
import {
  add,
  clockStart as clockStartOf,
  connectionOf,
  definitionAt,
  definitionsOf,
  emptyTally,
  lineOf,
  serviceLevelsOf,
  type Definition,
  type Definitions,
  type Tally,
} from '@hotline/domain/metrics';
import { callStepOf } from '@hotline/domain/report-api';
import type {
  CallsPage,
  CallsQuery,
  ExportQuery,
  FiguresQuery,
  FiguresReport,
  ReportCall,
  ReportRow,
  WholeCall,
} from '@hotline/domain/report-api';
import { ok, type Result } from '@hotline/domain/result';
import type { LedgerPort } from '../ports.ts';
import {
  callsScript,
  countCallsScript,
  progress,
  seatTimesScript,
  talliesScript,
  type CallQuery,
  type CallRow,
  type LedgerReader,
  type Range,
  type SqlRunner,
} from '../store/index.ts';
import { daysOf, readRange, type RangeFault } from './read-range.ts';

export type ReportOptions = {
  /** Reads only; never the connection that calls wait for. */
  readonly reader: Pick<SqlRunner, 'read'>;
  /** For one call's time-line. */
  readonly ledger: Pick<LedgerReader, 'entriesOf'> & Pick<LedgerPort, 'seqAt'>;
  readonly definitions: Definitions;
  readonly queueNames: ReadonlyMap<string, string>;
  readonly skillNames: ReadonlyMap<string, string>;
  /** Person and team of a seat. */
  readonly seats: ReadonlyMap<string, { readonly name: string; readonly team: string | null }>;
  readonly mask: (number: string) => string;
  readonly now: () => number;
};

export type ReportService = {
  figures(query: FiguresQuery): Promise<Result<FiguresReport, RangeFault>>;
  calls(query: CallsQuery): Promise<Result<CallsPage, RangeFault>>;
  /** One call with its time-line; null: there is none. */
  call(callId: string): WholeCall | null;
  /** All of them, page by page, and how many there will be. */
  allCalls(
    query: ExportQuery,
  ): Promise<Result<{ total: number; pages: AsyncIterable<readonly ReportCall[]> }, RangeFault>>;
};

type SeatTimes = ReadonlyMap<string, Readonly<Record<string, number>>>;

const EXPORT_PAGE = 1_000;

export function createReportService(options: ReportOptions): ReportService {
  const { reader, definitions, now } = options;

  async function figures(query: FiguresQuery): Promise<Result<FiguresReport, RangeFault>> {
    const range = readRange(query, definitions);
    if (!range.ok) return range;
    const { by } = query;
    const ofSeats = by === 'seat' || by === 'team';
    const found = await reader.read(() =>
      talliesScript(definitions, range.value, by === 'team' ? 'seat' : by),
    );
    const times: SeatTimes = ofSeats
      ? await reader.read(() => seatTimesScript(range.value, now()))
      : new Map<string, Record<string, number>>();
    const ledger = await reader.read(() => progress());
    const end = options.ledger.seqAt(Number.MAX_SAFE_INTEGER);
    const used = definitionsOf(definitions, range.value.from, range.value.to).map(
      ({ definition }) => definition,
    );
    const tallies = new Map<string, Tally>();
    const spent = new Map<string, { busyMs: number; readyMs: number }>();
    const groupOf = (key: string): string =>
      by === 'team' ? (options.seats.get(key)?.team ?? '') : key;
    for (const [key, tally] of found) {
      const group = groupOf(key);
      tallies.set(group, add(tallies.get(group) ?? emptyTally, tally));
    }
    for (const [seatId, time] of times) {
      const group = groupOf(seatId);
      const before = spent.get(group) ?? { busyMs: 0, readyMs: 0 };
      spent.set(group, addTimes(before, time));
    }
    const keys = [
      ...new Set([...emptyKeys(by, range.value), ...tallies.keys(), ...spent.keys()]),
    ].filter((key) => by !== 'seat' || key !== '');
    // Which of several definitions names a rate: the one in force at the end.
    const last = definitionAt(definitions, range.value.to - 1);
    return ok({
      ...range.value,
      by,
      definitions: used.map(definitionView),
      rows: keys.map((key) =>
        rowOf(key, nameOf(by, key), tallies.get(key) ?? emptyTally, last, spent.get(key) ?? null),
      ),
      ledger: { ...ledger, behind: Math.max(0, end - 1 - ledger.seq) },
    });
  }

  function emptyKeys(by: FiguresQuery['by'], range: Range): readonly string[] {
    if (by === 'total') return ['total'];
    if (by === 'day') return daysOf(range, definitions);
    if (by === 'queue') return [...options.queueNames.keys()];
    if (by === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour));
    return [];
  }

  function nameOf(by: FiguresQuery['by'], key: string): string {
    if (by === 'queue') return options.queueNames.get(key) ?? key;
    if (by === 'skill') return options.skillNames.get(key) ?? key;
    if (by === 'seat') return options.seats.get(key)?.name ?? key;
    return key;
  }

  const callOf = (row: CallRow): ReportCall => ({
    callId: row.call_id,
    numberMasked: options.mask(row.number),
    queueId: row.queue_id,
    startAt: row.start_at,
    answeredAt: row.answered_at,
    seatId: row.seat_id,
    abandonedAt: row.abandoned_at,
    endedAt: row.ended_at,
    talkMs: row.talk_ms,
    holdMs: row.hold_ms,
    wrapMs: row.wrap_ms,
    transfers: row.transfers,
    isBookedLate: row.booked_late === 1,
  });

  async function calls(query: CallsQuery): Promise<Result<CallsPage, RangeFault>> {
    const range = readRange(query, definitions);
    if (!range.ok) return range;
    const after = query.after === undefined ? null : cursorOf(query.after);
    const asked = callQuery(range.value, query, after, query.limit + 1, seatsOf(query));
    const found = await reader.read(() => callsScript(definitions, asked));
    const total = await reader.read(() => countCallsScript(definitions, asked));
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return ok({
      calls: shown.map(callOf),
      total,
      next:
        found.length > query.limit && last !== undefined
          ? `${last.start_at}:${last.call_id}`
          : null,
    });
  }

  async function allCalls(query: ExportQuery): ReturnType<ReportService['allCalls']> {
    const range = readRange(query, definitions);
    if (!range.ok) return range;
    const first = callQuery(range.value, query, null, EXPORT_PAGE, seatsOf(query));
    const total = await reader.read(() => countCallsScript(definitions, first));
    async function* pages(): AsyncGenerator<readonly ReportCall[]> {
      for (let after: CallQuery['after'] = null; ;) {
        const asked: CallQuery = { ...first, after };
        // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before ended
        const found = await reader.read(() => callsScript(definitions, asked));
        if (found.length > 0) yield found.map(callOf);
        const last = found.at(-1);
        if (last === undefined || found.length < EXPORT_PAGE) return;
        after = { at: last.start_at, callId: last.call_id };
      }
    }
    return ok({ total, pages: pages() });
  }

  /** Of a seat, or of a team; null: of any. What no team has, and what no seat answered, is of the team ''. */
  function seatsOf({ seat, team }: CallsQuery | ExportQuery): CallQuery['seats'] {
    if (seat !== undefined) return { is: 'in', ids: [seat] };
    if (team === undefined) return null;
    return team === ''
      ? { is: 'not-in', ids: seatIdsOf(options.seats, (of) => of !== '') }
      : { is: 'in', ids: seatIdsOf(options.seats, (of) => of === team) };
  }

  function call(callId: string): WholeCall | null {
    const entries = options.ledger.entriesOf(callId);
    const line = lineOf(entries);
    if (line === null) return null;
    const { parts } = line;
    const sum = (of: 'talkMs' | 'holdMs' | 'wrapMs'): number =>
      parts.reduce((total, part) => total + part[of], 0);
    const steps = entries.flatMap(({ at, fact }) => {
      const step = callStepOf(fact);
      return step === null ? [] : [{ at, ...step, to: maskedTarget(step.to) }];
    });
    return {
      callId,
      numberMasked: options.mask(line.number),
      queueId: line.queueId,
      startAt: clockStartOf(line, definitionAt(definitions, line.arrivedAt)) ?? line.arrivedAt,
      answeredAt: line.answeredAt,
      seatId: line.seatId,
      abandonedAt: line.abandonedAt,
      endedAt: line.endedAt,
      talkMs: sum('talkMs'),
      holdMs: sum('holdMs'),
      wrapMs: sum('wrapMs'),
      transfers: line.transfers,
      isBookedLate: line.isBookedLate,
      direction: line.direction,
      skills: [...line.skills],
      ticketNos: steps.flatMap(({ kind, to }) =>
        kind === 'ticket-filed' && to !== null ? [to] : [],
      ),
      steps,
    };
  }

  /** A seat, a queue and a target are named; a number that somebody dialled is masked as everywhere. */
  const maskedTarget = (to: string | null): string | null =>
    to !== null && /^\+?\d{7,15}$/.test(to) ? options.mask(to) : to;

  return { figures, calls, call, allCalls };
}

/** Seats whose team is one of those. */
const seatIdsOf = (
  seats: ReportOptions['seats'],
  isOne: (team: string) => boolean,
): readonly string[] =>
  [...seats].filter(([, each]) => isOne(each.team ?? '')).map(([seatId]) => seatId);

const callQuery = (
  range: Range,
  query: CallsQuery | ExportQuery,
  after: CallQuery['after'],
  limit: number,
  seats: CallQuery['seats'],
): CallQuery => ({
  ...range,
  figure: query.figure,
  queueId: query.queue ?? null,
  seats,
  skill: query.skill ?? null,
  hour: query.hour ?? null,
  weekday: query.weekday ?? null,
  sameNumberAs: query.caller ?? null,
  after,
  limit,
});

function cursorOf(after: string): CallQuery['after'] {
  const colon = after.indexOf(':');
  return { at: Number(after.slice(0, colon)), callId: after.slice(colon + 1) };
}

function addTimes(
  { busyMs, readyMs }: { readonly busyMs: number; readonly readyMs: number },
  time: Readonly<Record<string, number>>,
): { busyMs: number; readyMs: number } {
  const of = (activity: string): number => time[activity] ?? 0;
  return {
    busyMs: busyMs + of('talking') + of('wrapping'),
    // Reserved and ringing: ready, and called upon.
    readyMs: readyMs + of('ready') + of('reserved') + of('ringing'),
  };
}

function rowOf(
  key: string,
  name: string,
  tally: Tally,
  definition: Definition,
  occupancy: ReportRow['occupancy'],
): ReportRow {
  const { offered, answered, answerMs, talkMs, holdMs, wrapMs } = tally;
  return {
    key,
    name,
    tally,
    connection: offered === 0 ? null : connectionOf(tally, definition),
    serviceLevels: offered === 0 ? [] : serviceLevelsOf(tally, definition),
    averageAnswerMs: answered === 0 ? null : answerMs / answered,
    averageHandlingMs: answered === 0 ? null : (talkMs + holdMs + wrapMs) / answered,
    occupancy,
  };
}

const definitionView = ({
  id,
  from,
  until,
  clockStart,
  thresholdMs,
  thresholdMsOf,
  shortAbandonMs,
  repeatMs,
}: Definition): FiguresReport['definitions'][number] => ({
  id,
  from: Math.max(0, from),
  until,
  clockStart,
  thresholdMs,
  thresholdMsOf: { ...thresholdMsOf },
  shortAbandonMs,
  repeatMs,
});
