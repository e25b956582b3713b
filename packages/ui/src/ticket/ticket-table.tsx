/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of which only the rows in sight exist cannot be a table */
import type { TicketTerms, TicketView } from '@hotline/domain/ticket-api';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { cellOf, gridOf, type CellContext, type TicketColumn } from './ticket-columns.tsx';
import styles from './ticket-table.module.css';

export type TicketTableProps = {
  readonly tickets: readonly TicketView[];
  readonly terms: TicketTerms;
  readonly columns: readonly TicketColumn[];
  /** Number of the ticket that the keys act on. */
  readonly chosen: string | null;
  /** There are more below than were read. */
  readonly hasMore: boolean;
  /** What stands under the last row. */
  readonly foot: ReactNode;
  /** The caret goes into the table at once. */
  readonly focused: boolean;
  readonly onChoose: (ticketNo: string) => void;
  readonly onOpen: (ticketNo: string) => void;
  readonly onBack: () => void;
  /** Rows `from` … `to` are in sight. */
  readonly onSight: (from: number, to: number) => void;
  readonly onMore: () => void;
};

const ROW_REM = 2;
/** Rows left below the last one in sight when more are asked for. */
const AHEAD = 60;

/** Tickets, row by row; only those in sight exist on the page. Arrows choose, Enter opens, Esc goes back. */
export function TicketTable(props: TicketTableProps): ReactNode {
  const { t, i18n } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { tickets, chosen, terms, columns, hasMore, onMore, onSight } = props;
  const now = useClock()();
  const zone = useZone();
  const at = tickets.findIndex(({ ticketNo }) => ticketNo === chosen);
  const rowPx =
    ROW_REM * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  // The table is drawn anew at each step of scrolling, and nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => tickets[index]?.ticketNo ?? index,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0) onSight(first, last);
    if (hasMore && last >= tickets.length - AHEAD) onMore();
  }, [first, last, hasMore, tickets.length, onMore, onSight]);
  useEffect(() => {
    // Whoever types in the filters goes on typing while rows come and go.
    const isFiltering = document.activeElement?.closest('search') != null;
    if (props.focused && !isFiltering) scroller.current?.focus({ preventScroll: true });
  }, [props.focused]);

  // A refresh puts rows above the chosen one, or takes some away: what one looks at stays where it is on the screen.
  const stood = useRef<{ readonly ticketNo: string; readonly index: number } | null>(null);
  useLayoutEffect(() => {
    const before = stood.current;
    const moved =
      before === null ? -1 : tickets.findIndex(({ ticketNo }) => ticketNo === before.ticketNo);
    if (before !== null && moved !== -1 && moved !== before.index && scroller.current !== null)
      scroller.current.scrollTop += (moved - before.index) * rowPx;
    const anchor = at === -1 ? first : at;
    const ticketNo = tickets[anchor]?.ticketNo;
    stood.current = ticketNo === undefined ? null : { ticketNo, index: anchor };
  }, [tickets, at, first, rowPx]);

  function go(index: number): void {
    const next = tickets[Math.min(Math.max(index, 0), tickets.length - 1)];
    if (next === undefined) return;
    props.onChoose(next.ticketNo);
    rows.scrollToIndex(tickets.indexOf(next));
  }
  function steer(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at === -1 ? 0 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: tickets.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (event.key === 'Enter' && chosen !== null) props.onOpen(chosen);
    else if (event.key === 'Escape') props.onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const context: CellContext = { terms, language: i18n.language, now, zone };
  const grid = gridOf(columns, i18n.language);
  return (
    <div
      className={styles['table']}
      role="grid"
      aria-label={t('tickets.table')}
      aria-rowcount={hasMore ? -1 : tickets.length + 1}
      aria-activedescendant={at === -1 ? undefined : `${id}-${chosen}`}
      tabIndex={0}
      ref={scroller}
      onKeyDown={steer}
      data-testid="ticket-table"
    >
      <div className={styles['head']} role="row" style={grid}>
        {columns.map((column) => (
          <span key={column} role="columnheader" data-column={column}>
            {t(`tickets.column.${column}`)}
          </span>
        ))}
      </div>
      <div
        className={styles['rows']}
        style={{ height: rows.getTotalSize(), minWidth: grid.minWidth }}
      >
        {shown.map(({ key, index, start }) => {
          const ticket = tickets[index];
          return ticket === undefined ? null : (
            <Row
              key={key}
              id={`${id}-${ticket.ticketNo}`}
              ticket={ticket}
              index={index}
              isChosen={index === at}
              style={{ ...grid, transform: `translateY(${start}px)` }}
              columns={columns}
              context={context}
              onChoose={props.onChoose}
              onOpen={props.onOpen}
            />
          );
        })}
      </div>
      {props.foot}
    </div>
  );
}

function Row(props: {
  readonly id: string;
  readonly ticket: TicketView;
  readonly index: number;
  readonly isChosen: boolean;
  readonly style: CSSProperties;
  readonly columns: readonly TicketColumn[];
  readonly context: CellContext;
  readonly onChoose: (ticketNo: string) => void;
  readonly onOpen: (ticketNo: string) => void;
}): ReactNode {
  const { ticket, onChoose, onOpen } = props;
  return (
    // The grid has the focus and the keys; a row is chosen in it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={props.id}
      className={styles['row']}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isChosen}
      data-due={ticket.due ?? undefined}
      data-ticket={ticket.ticketNo}
      style={props.style}
      onClick={() => onChoose(ticket.ticketNo)}
      onDoubleClick={() => onOpen(ticket.ticketNo)}
    >
      {props.columns.map((column) => {
        const { content, title } = cellOf(column, ticket, props.context);
        return column === 'ticketNo' ? (
          <span key={column} role="gridcell">
            <button type="button" tabIndex={-1} onClick={() => onOpen(ticket.ticketNo)}>
              {content}
            </button>
          </span>
        ) : (
          <span key={column} role="gridcell" title={title} data-column={column}>
            {content}
          </span>
        );
      })}
    </div>
  );
}
