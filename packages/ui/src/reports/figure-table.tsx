import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './figure-table.module.css';

export type TableColumn = {
  readonly id: string;
  readonly head: string;
  /** What the figure means, where its head alone does not say it. */
  readonly title?: string | undefined;
};
export type TableCell = {
  readonly text: string;
  /** Its raw counts. */
  readonly title?: string | undefined;
  readonly tone?: 'ok' | 'danger' | undefined;
  /** ✓ or ▼: the verdict by shape too. */
  readonly mark?: string | undefined;
  /** It opens as the list of what it counts. */
  readonly opens?: boolean | undefined;
};
export type TableLine = {
  readonly key: string;
  readonly name: string;
  /** One for each column. */
  readonly cells: readonly TableCell[];
  readonly isTotal?: boolean | undefined;
  /** Its name leads to what stands below it. */
  readonly descends?: boolean | undefined;
};

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The figures of a report: arrows go from figure to figure, Enter opens the calls that one counts. */
export function FigureTable(props: {
  readonly label: string;
  readonly group: string;
  readonly columns: readonly TableColumn[];
  readonly lines: readonly TableLine[];
  readonly onOpen: (key: string, column: string) => void;
  readonly onDescend: (key: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const at = useRef<HTMLTableElement>(null);
  const { columns, lines } = props;
  // Tab comes to the first figure; the arrows go on from there.
  const first = lines.findIndex(({ cells }) => cells.some(({ opens }) => opens === true));

  function steer(event: KeyboardEvent): void {
    const step = steps[event.key];
    const from = event.target instanceof HTMLElement ? event.target.dataset : null;
    if (step === undefined || event.ctrlKey || event.altKey || from?.['row'] === undefined) return;
    const [down, right] = step;
    let row = Number(from['row']) + down;
    let column = Number(from['column']) + right;
    // What does not open is passed over.
    while (row >= 0 && row < lines.length && column >= -1 && column < columns.length) {
      const next = at.current?.querySelector<HTMLElement>(
        `button[data-row="${row}"][data-column="${column}"]`,
      );
      if (next !== null && next !== undefined) {
        next.focus();
        event.preventDefault();
        return;
      }
      row += down;
      column += right;
    }
  }

  return (
    // The buttons in it have the focus; the keys that go between them are the table's.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <table
      ref={at}
      className={styles['table']}
      aria-label={props.label}
      data-testid="report-table"
      onKeyDown={steer}
    >
      <thead>
        <tr>
          <th scope="col">{props.group}</th>
          {columns.map(({ id, head, title }) => (
            <th key={id} scope="col" title={title}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, row) => (
          <tr key={line.key} data-key={line.key} data-total={line.isTotal === true}>
            <th scope="row">
              {line.descends === true ? (
                <button
                  type="button"
                  data-row={row}
                  data-column={-1}
                  title={t('reports.under', { name: line.name })}
                  onClick={() => props.onDescend(line.key)}
                >
                  {line.name} ›
                </button>
              ) : (
                line.name
              )}
            </th>
            {line.cells.map((cell, index) => {
              const column = columns[index];
              if (column === undefined) return null;
              const text = (
                <>
                  {cell.mark !== undefined && <span aria-hidden="true">{cell.mark} </span>}
                  {cell.text}
                </>
              );
              return (
                <td key={column.id} data-tone={cell.tone} title={cell.title}>
                  {cell.opens === true ? (
                    <button
                      type="button"
                      data-row={row}
                      data-column={index}
                      data-figure={column.id}
                      tabIndex={row === first || line.isTotal === true ? 0 : -1}
                      aria-label={t('reports.openCalls', {
                        group: line.name,
                        figure: column.head,
                        n: cell.text,
                      })}
                      onClick={() => props.onOpen(line.key, column.id)}
                    >
                      {text}
                    </button>
                  ) : (
                    text
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
