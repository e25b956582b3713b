/** Lists of tickets, page by page: each page begins behind the last row of the one before it (keyset). */
import type { CallerView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { firstRow, rows, type Script } from './sql-script.ts';
import { recordOf, TICKET_COLUMNS, type TicketRecord, type TicketRow } from './ticket-record.ts';

export type TicketView =
  | { readonly kind: 'all' }
  /** 我的工单 */
  | { readonly kind: 'mine'; readonly person: string }
  /** 待派单: taken up and with no unit yet, or asked to be returned. */
  | { readonly kind: 'to-dispatch' }
  /** 即将到期: due from now on and before `before` (ms). */
  | { readonly kind: 'due-soon'; readonly now: number; readonly before: number }
  /** 督办 is due. */
  | { readonly kind: 'to-supervise'; readonly now: number }
  /** 超期 */
  | { readonly kind: 'overdue'; readonly now: number }
  /** 督办 */
  | { readonly kind: 'supervised' }
  /** 待回访, 待评价, and those whose rating leads to 重办 or 办结. */
  | { readonly kind: 'to-revisit' };

export type TicketQuery = {
  readonly view: TicketView;
  /** Only what this unit has to do with. */
  readonly unit: string | null;
  readonly state: string | null;
  readonly matterKind: string | null;
  readonly urgency: string | null;
  /** Part of the title. */
  readonly title: string | null;
  readonly newestFirst: boolean;
  /** Where the page before ended. */
  readonly after: TicketCursor | null;
  readonly limit: number;
};

/** Sorted by what runs out, or by when 督办 is due, in the lists that are about it; by filing time in all others; then by number. */
export type TicketCursor = { readonly at: number; readonly ticketNo: string };

export type TicketPage = {
  readonly tickets: readonly TicketRecord[];
  /** null: that was all. */
  readonly next: TicketCursor | null;
};

type Condition = readonly [text: string, ...values: (string | number)[]];

/** The page and what it is read from; one row more than asked for says whether there is another page. */
export function* listScript(query: TicketQuery): Script<TicketPage> {
  const { after, limit, newestFirst } = query;
  const { from, key, conditions } = sourceOf(query);
  const order = newestFirst ? 'DESC' : 'ASC';
  const where: readonly Condition[] =
    after === null
      ? conditions
      : [
          ...conditions,
          [`(${key.join(', ')}) ${newestFirst ? '<' : '>'} (?, ?)`, after.at, after.ticketNo],
        ];
  const found = yield* rows<TicketRow>(
    `SELECT ${columns} FROM ${from} ${text(where)}
     ORDER BY ${key.map((column) => `${column} ${order}`).join(', ')} LIMIT ?`,
    ...values(where),
    limit + 1,
  );
  const tickets = found.slice(0, limit).map(recordOf);
  const last = tickets.at(-1);
  return {
    tickets,
    next:
      found.length > limit && last !== undefined
        ? { at: placeOf(last, columnOf(query.view)), ticketNo: last.ticketNo }
        : null,
  };
}

/** For badges: beyond `most` the exact number says nothing more to a person, and costs a walk over the table. */
export function* countScript(
  queries: readonly TicketQuery[],
  most: number,
): Script<readonly number[]> {
  const counts: number[] = [];
  for (const query of queries) {
    const { from, conditions } = sourceOf(query);
    const row = yield* firstRow<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ${from} ${text(conditions)} LIMIT ?) counted`,
      ...values(conditions),
      most,
    );
    counts.push(row?.n ?? 0);
  }
  return counts;
}

/** Newest first. */
export function* ofCallerScript(number: string, limit: number): Script<CallerView['tickets']> {
  const found = yield* rows<CallerView['tickets'][number]>(
    `SELECT ticket_no AS "ticketNo", at, title, kind, state, seat_id AS "seatId" FROM ticket
     WHERE caller_number = ? ORDER BY at DESC, ticket_no DESC LIMIT ?`,
    number,
    limit,
  );
  return [...found];
}

const columns = TICKET_COLUMNS.split(', ')
  .map((column) => `t.${column}`)
  .join(', ');

const text = (conditions: readonly Condition[]): string =>
  conditions.length === 0
    ? ''
    : `WHERE ${conditions.map(([condition]) => condition).join(' AND ')}`;
const values = (conditions: readonly Condition[]) => conditions.flatMap(([, ...given]) => given);

/** What a list is sorted by. */
function columnOf(view: TicketView): 'at' | 'due_at' | 'supervise_at' {
  switch (view.kind) {
    case 'due-soon':
    case 'overdue':
      return 'due_at';
    case 'to-supervise':
      return 'supervise_at';
    default:
      return 'at';
  }
}

function placeOf(record: TicketRecord, column: ReturnType<typeof columnOf>): number {
  switch (column) {
    case 'due_at':
      return record.dueAt ?? 0;
    case 'supervise_at':
      return record.superviseAt ?? 0;
    case 'at':
      return record.filedAt;
    default:
      return assertNever(column);
  }
}

/**
 * Which index leads. A unit's newest are read from the unit's own rows, in their order, and only those that are shown are
 * looked up (CROSS JOIN: SQLite keeps the order as written); where due times lead, each ticket is asked for the unit.
 */
function sourceOf(query: TicketQuery): {
  readonly from: string;
  readonly key: readonly [string, string];
  readonly conditions: readonly Condition[];
} {
  const { view, unit } = query;
  const conditions = [...viewConditions(view), ...filters(query)];
  const column = columnOf(view);
  if (unit === null || column !== 'at') {
    const ofUnit: readonly Condition[] =
      unit === null
        ? []
        : [
            [
              'EXISTS (SELECT 1 FROM ticket_unit u WHERE u.unit = ? AND u.ticket_no = t.ticket_no)',
              unit,
            ],
          ];
    return {
      from: 'ticket t',
      key: [`t.${column}`, 't.ticket_no'],
      conditions: [...conditions, ...ofUnit],
    };
  }
  return {
    from: 'ticket_unit u CROSS JOIN ticket t',
    key: ['u.at', 'u.ticket_no'],
    conditions: [['u.unit = ?', unit], ['t.ticket_no = u.ticket_no'], ...conditions],
  };
}

function viewConditions(view: TicketView): readonly Condition[] {
  switch (view.kind) {
    case 'all':
      return [];
    case 'mine':
      return [['t.person = ?', view.person]];
    case 'to-dispatch':
      return [["t.state IN ('accepted', 'return-asked')"]];
    case 'due-soon':
      return [['t.ended = 0'], ['t.due_at >= ?', view.now], ['t.due_at < ?', view.before]];
    case 'overdue':
      return [['t.ended = 0'], ['t.due_at < ?', view.now]];
    case 'to-supervise':
      return [['t.ended = 0'], ['t.supervise_at <= ?', view.now]];
    case 'supervised':
      return [['t.supervised = 1'], ['t.ended = 0']];
    case 'to-revisit':
      return [["t.state IN ('revisiting', 'revisited', 'rated')"]];
    default:
      return assertNever(view);
  }
}

function filters({ state, matterKind, urgency, title }: TicketQuery): readonly Condition[] {
  return [
    ...(state === null ? [] : [['t.state = ?', state] as const]),
    ...(matterKind === null ? [] : [['t.kind = ?', matterKind] as const]),
    ...(urgency === null ? [] : [['t.urgency = ?', urgency] as const]),
    ...(title === null ? [] : [["t.title LIKE ? ESCAPE '!'", `%${escaped(title)}%`] as const]),
  ];
}

const escaped = (part: string): string => part.replaceAll(/[!%_]/g, '!$&');
