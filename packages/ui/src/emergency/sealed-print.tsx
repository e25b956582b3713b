import type { CallView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../time/clock.tsx';
import { dateTime } from '../time/clock-text.ts';
import styles from './sealed-print.module.css';

export type SealedEntry = {
  readonly seq: number;
  readonly at: number;
  readonly fact: Readonly<Record<string, unknown>>;
  readonly previous: string;
  readonly hash: string;
};

/** The sealed time-line on paper: each entry's hash covers the one before it, so a page that was changed shows it. */
export function SealedPrint(props: {
  readonly hotlineName: string;
  readonly call: CallView | null;
  readonly callId: string;
  readonly printedAt: number;
  readonly printedBy: string;
  readonly entries: readonly SealedEntry[];
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  return (
    <article className={styles['page']} data-print="sealed">
      <h1>{t('sealed.title')}</h1>
      <dl>
        <dt>{t('sealed.hotline')}</dt>
        <dd>{props.hotlineName}</dd>
        <dt>{t('sealed.call')}</dt>
        <dd>{props.callId}</dd>
        <dt>{t('emergency.known.number')}</dt>
        <dd>{props.call?.caller.numberMasked ?? '–'}</dd>
        <dt>{t('sealed.printed')}</dt>
        <dd>
          {dateTime(props.printedAt, zone)} · {props.printedBy}
        </dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('sealed.time')}</th>
            <th scope="col">{t('sealed.fact')}</th>
            <th scope="col">{t('sealed.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {props.entries.map((entry) => (
            <tr key={entry.seq}>
              <td>{entry.seq}</td>
              <td>{dateTime(entry.at, zone, true)}</td>
              <td>{factText(entry.fact)}</td>
              <td className={styles['hash']}>{entry.hash}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('sealed.chain', { first: props.entries[0]?.previous ?? '–' })}</p>
      <p className={styles['sign']}>{t('sealed.sign')}</p>
    </article>
  );
}

/** The fact as the ledger has it, its kind first. */
function factText(fact: Readonly<Record<string, unknown>>): string {
  const { kind, ...rest } = fact;
  const words = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [typeof kind === 'string' ? kind : '', ...words].filter(Boolean).join(' ');
}
