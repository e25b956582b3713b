import type { FiguresCheck, FiguresReport } from '@hotline/domain/report-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import styles from './report-notes.module.css';

/** Facts: some seconds of a busy centre. Below it the figures are as good as now. */
const MUCH_BEHIND = 500;

/** 口径: by what the figures were made, and whether they can be trusted. */
export function CallNotes(props: {
  readonly report: Pick<FiguresReport, 'definitions' | 'ledger'>;
  /** null: has not run yet; absent: not read. */
  readonly check: FiguresCheck | null | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const { definitions, ledger } = props.report;
  const day = (at: number) => dateTime(at, zone).slice(0, 10);
  return (
    <footer className={styles['notes']} data-testid="report-definitions">
      {ledger.hole !== null && (
        <p role="alert" data-tone="danger" className={styles['hole']}>
          ▲ {t('reports.ledgerHole', { seq: ledger.hole })}
        </p>
      )}
      {ledger.behind > MUCH_BEHIND && (
        <p>
          <output data-tone="warn" className={styles['hole']}>
            ◐ {t('reports.behind', { n: ledger.behind, time: dateTime(ledger.lastAt, zone) })}
          </output>
        </p>
      )}
      {definitions.map((definition) => (
        <p key={definition.id}>
          <b>{t('reports.definitions')}</b>{' '}
          {t('reports.definition', {
            id: definition.id,
            from: day(definition.from),
            until:
              definition.until === null
                ? ''
                : t('reports.definitionUntil', { until: day(definition.until) }),
            start: t(`reports.clockStart.${definition.clockStart}`),
            s: definition.thresholdMs / 1000,
            short:
              definition.shortAbandonMs === 0
                ? t('reports.noShort')
                : t('reports.short', { s: definition.shortAbandonMs / 1000 }),
          })}
        </p>
      ))}
      <p>{t('reports.handlingIs')}</p>
      <p>
        {t('reports.ledgerAt', { seq: ledger.seq, time: dateTime(ledger.lastAt, zone) })}
        {props.check !== undefined && (
          <>
            {' · '}
            <Check check={props.check} />
          </>
        )}
      </p>
    </footer>
  );
}

function Check({ check }: { readonly check: FiguresCheck | null }): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  if (check === null) return t('reports.check.none');
  const time = dateTime(check.at, zone);
  if (check.agrees) return `✓ ${t('reports.check.agrees', { time })}`;
  const n = check.rows.filter(
    ({ raw, wallboard, report }) => raw !== wallboard || raw !== report,
  ).length;
  return (
    <b data-tone="danger" className={styles['hole']}>
      ▼ {t('reports.check.differs', { time, n })}
    </b>
  );
}

/** By what the figures of tickets were made. */
export function TicketNotes({ place }: { readonly place: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <footer className={styles['notes']} data-testid="report-definitions">
      <p>{t('reports.placeRules', { place })}</p>
      <p>{formulas.map((formula) => t(`reports.formula.${formula}`)).join('；')}</p>
    </footer>
  );
}

const formulas = ['direct', 'in-time', 'solved', 'satisfied', 'read-in-time'] as const;
