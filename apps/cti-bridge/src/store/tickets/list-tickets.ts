/** Lists of tickets, page by page: each page begins behind the last row of the one before it (keyset). */
import { assertNever } from '@hotline/domain/result';
import { rows, type Script } from './sql-script.ts';
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

/** Sorted by due time in the lists that are about it, by filing time in all others; then by number. */
export type TicketCursor = { readonly at: number; readonly ticketNo: string };

export type TicketPage = {
  readonly tickets: readonly TicketRecord[];
  /** null: that was all. */
  readonly next: TicketCursor | null;
};

type Condition = readonly [text: string, ...values: (string | number)[]];

export function* listScript(query: TicketQuery): Script<TicketPage> {
  const { view, after, limit, newestFirst } = query;
  const column = columnOf(view);
  const conditions = [
    ...viewConditions(view),
    ...filters(query),
    ...(after === null
      ? []
      : [
          [
            `(${column}, ticket_no) ${newestFirst ? '<' : '>'} (?, ?)`,
            after.at,
            after.ticketNo,
          ] as const,
        ]),
  ];
  const where = conditions.map(([text]) => text).join(' AND ');
  const order = newestFirst ? 'DESC' : 'ASC';
  const found = yield* rows<TicketRow>(
    `SELECT ${TICKET_COLUMNS} FROM ticket ${where === '' ? '' : `WHERE ${where}`}
     ORDER BY ${column} ${order}, ticket_no ${order} LIMIT ?`,
    ...conditions.flatMap(([, ...values]) => values),
    limit + 1,
  );
  const tickets = found.slice(0, limit).map(recordOf);
  const last = tickets.at(-1);
  return {
    tickets,
    next:
      found.length > limit && last !== undefined
        ? { at: placeOf(last, column), ticketNo: last.ticketNo }
        : null,
  };
}

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

function viewConditions(view: TicketView): readonly Condition[] {
  switch (view.kind) {
    case 'all':
      return [];
    case 'mine':
      return [['person = ?', view.person]];
    case 'to-dispatch':
      return [["state IN ('accepted', 'return-asked')"]];
    case 'due-soon':
      return [['ended = 0'], ['due_at >= ?', view.now], ['due_at < ?', view.before]];
    case 'overdue':
      return [['ended = 0'], ['due_at < ?', view.now]];
    case 'to-supervise':
      return [['ended = 0'], ['supervise_at <= ?', view.now]];
    case 'supervised':
      return [['supervised = 1'], ['ended = 0']];
    case 'to-revisit':
      return [["state IN ('revisiting', 'revisited', 'rated')"]];
    default:
      return assertNever(view);
  }
}

function filters({ unit, state, matterKind, urgency, title }: TicketQuery): readonly Condition[] {
  return [
    ...(unit === null
      ? []
      : [['ticket_no IN (SELECT ticket_no FROM ticket_unit WHERE unit = ?)', unit] as const]),
    ...(state === null ? [] : [['state = ?', state] as const]),
    ...(matterKind === null ? [] : [['kind = ?', matterKind] as const]),
    ...(urgency === null ? [] : [['urgency = ?', urgency] as const]),
    ...(title === null ? [] : [["title LIKE ? ESCAPE '!'", `%${escaped(title)}%`] as const]),
  ];
}

const escaped = (text: string): string => text.replaceAll(/[!%_]/g, '!$&');
