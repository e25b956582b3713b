import type { ReviewView } from '@hotline/domain/quality';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { clockText, dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import type { CheckSection } from './check-rail.tsx';
import styles from './review-list.module.css';

/** Reviews of one list; each opens by its time. */
export function ReviewList(props: {
  readonly section: Exclude<CheckSection, 'recordings' | 'calibrations'>;
  readonly reviews: readonly ReviewView[];
  readonly isReading: boolean;
  readonly hasMore: boolean;
  /** In words; null: none. */
  readonly failure: string | null;
  /** 抽取本周; null: not theirs. */
  readonly onDraw: (() => void) | null;
  /** What the last draw came to; null: none was asked for. */
  readonly drawn: number | null;
  readonly onOpen: (id: number) => void;
  readonly onMore: () => void;
  readonly onRefresh: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const { reviews, section } = props;
  return (
    <div className={styles['list']}>
      <header className={styles['bar']}>
        <h2>{t(`checks.section.${section}`)}</h2>
        {props.drawn !== null && <output>{t('checks.drawnNow', { n: props.drawn })}</output>}
        <span className={styles['rest']}>
          {props.onDraw !== null && (
            <Button size="small" title={t('checks.drawHint')} onClick={props.onDraw}>
              {t('checks.draw')}
            </Button>
          )}
          <Button size="small" disabled={props.isReading} onClick={props.onRefresh}>
            {t('tickets.refresh')}
          </Button>
        </span>
      </header>
      {props.failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {props.failure}
        </p>
      )}
      {reviews.length === 0 ? (
        props.failure === null && (
          <Empty>
            {t(props.isReading ? 'recordings.waitingTerms' : `checks.empty.${section}`)}
          </Empty>
        )
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['table']} data-testid="review-table">
            <thead>
              <tr>
                {(['when', 'seat', 'talk', 'rule', 'state', 'score', 'checker'] as const).map(
                  (column) => (
                    <th key={column} scope="col" data-column={column}>
                      {t(`checks.column.${column}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {reviews.map((review) => (
                <tr key={review.id} data-review={review.id}>
                  <td>
                    <button type="button" onClick={() => props.onOpen(review.id)}>
                      {dateTime(review.callAt, zone)}
                    </button>
                  </td>
                  <td>
                    {review.seatId} {review.personName}
                  </td>
                  <td data-column="talk">{clockText(review.talkMs)}</td>
                  <td>{t(`checks.rule.${review.rule}`)}</td>
                  <td>
                    <ReviewStateWord state={review.state} />
                  </td>
                  <td data-column="score">
                    {review.score === null
                      ? '–'
                      : `${review.score.total} ${t(review.score.passed ? 'checks.passed' : 'checks.failed')}`}
                  </td>
                  <td>{review.checkerName ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {props.hasMore && (
            <Button size="small" onClick={props.onMore}>
              {t('checks.more')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const tones = {
  'to-check': 'calm',
  drafted: 'primary',
  published: 'ok',
  appealed: 'warn',
  upheld: 'violet',
  changed: 'violet',
  closed: 'calm',
} as const;

export function ReviewStateWord({ state }: { readonly state: ReviewView['state'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['state']} data-tone={tones[state]} data-state={state}>
      {t(`checks.state.${state}`)}
    </span>
  );
}
