/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of which only the rows in sight exist cannot be a table */
import type { RecordingRow, RecordingTerms } from '@hotline/domain/recordings';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import styles from './recording-table.module.css';

const ROW_REM = 2;
/** Rows left below the last one in sight when more are asked for. */
const AHEAD = 60;

export const recordingKey = ({ callId, part, startedAt }: RecordingRow): string =>
  `${callId} ${part} ${startedAt}`;

/** Recordings, row by row; only those in sight exist on the page. ↑↓ choose, Enter opens. */
export function RecordingTable(props: {
  readonly rows: readonly RecordingRow[];
  readonly terms: RecordingTerms;
  /** By `recordingKey`. */
  readonly chosen: string | null;
  readonly hasMore: boolean;
  readonly foot: ReactNode;
  readonly onChoose: (key: string) => void;
  readonly onOpen: (row: RecordingRow) => void;
  readonly onMore: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const zone = useZone();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, chosen, terms, hasMore, onMore } = props;
  const at = rows.findIndex((row) => recordingKey(row) === chosen);
  const rowPx =
    ROW_REM * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  // The table is drawn anew at each step of scrolling, and nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onMore();
  }, [hasMore, last, rows.length, onMore]);
  useEffect(() => {
    if (document.activeElement?.closest('search') == null)
      scroller.current?.focus({ preventScroll: true });
  }, []);

  function steer(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at === -1 ? 0 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    const row = rows[to === undefined ? at : Math.min(Math.max(to, 0), rows.length - 1)];
    if (row === undefined) return;
    if (to !== undefined) {
      props.onChoose(recordingKey(row));
      virtual.scrollToIndex(rows.indexOf(row));
    } else if (event.key === 'Enter') props.onOpen(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const queues = new Map(terms.queues.map((queue) => [queue.id, queue.name]));
  const names = new Map(terms.seats.map((seat) => [seat.id, seat.name]));
  const columns = ['when', 'length', 'number', 'seats', 'queue', 'what', 'call'] as const;
  const cells = (row: RecordingRow): Readonly<Record<(typeof columns)[number], string>> => ({
    when: dateTime(row.startedAt, zone),
    length: row.lengthMs === null ? t('recordings.state.on') : clockText(row.lengthMs),
    number: row.numberMasked === '' ? t('recordings.noNumber') : row.numberMasked,
    seats: row.seats.map((seat) => `${seat} ${names.get(seat) ?? ''}`.trim()).join(' → '),
    queue: row.queueId === null ? '' : (queues.get(row.queueId) ?? row.queueId),
    what: [
      ...(row.state === 'missing' ? [t('recordings.state.missing')] : []),
      ...(row.direction === 'out' ? [t('recordings.out')] : []),
      ...(row.transferred ? [t('recordings.transferred')] : []),
      ...(row.emergency ? [t('recordings.emergency')] : []),
    ].join(t('joiner')),
    call: row.callId,
  });
  return (
    <div
      className={styles['table']}
      role="grid"
      aria-label={t('recordings.table')}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-activedescendant={at === -1 ? undefined : `${id}-${at}`}
      tabIndex={0}
      ref={scroller}
      onKeyDown={steer}
      data-testid="recording-table"
    >
      <div className={styles['head']} role="row">
        {columns.map((column) => (
          <span key={column} role="columnheader" data-column={column}>
            {t(`recordings.column.${column}`)}
          </span>
        ))}
      </div>
      <div className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const text = cells(row);
          return (
            // The grid has the focus and the keys; a row is chosen in it.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={key}
              id={`${id}-${index}`}
              className={styles['row']}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === at}
              data-call={row.callId}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => props.onChoose(recordingKey(row))}
              onDoubleClick={() => props.onOpen(row)}
            >
              {columns.map((column) => (
                <span key={column} role="gridcell" title={text[column]} data-column={column}>
                  {column === 'when' ? (
                    <button type="button" tabIndex={-1} onClick={() => props.onOpen(row)}>
                      {text.when}
                    </button>
                  ) : (
                    text[column]
                  )}
                </span>
              ))}
            </div>
          );
        })}
      </div>
      {props.foot}
    </div>
  );
}
