import { emptyScoring, type Scoring, type WholeReview } from '@hotline/domain/quality';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import { ReviewStateWord } from './review-list.tsx';
import { ScoreSheet } from './score-sheet.tsx';
import styles from './review-page.module.css';

export type ReviewDeed = 'draft' | 'publish' | 'accept' | 'appeal' | 'uphold' | 'change' | 'close';
/** Steps that ask for a reason. */
const asks: readonly ReviewDeed[] = ['appeal', 'uphold', 'change'];

type ReviewPageProps = {
  readonly review: WholeReview;
  /** What is being written; null: nothing was changed. */
  readonly scoring: Scoring | null;
  readonly why: string;
  readonly isSending: boolean;
  /** In words; null: none. */
  readonly refusal: string | null;
  readonly at: number | null;
  readonly saveKey: string;
  readonly onScoring: (scoring: Scoring) => void;
  readonly onWhy: (why: string) => void;
  readonly onDeed: (deed: ReviewDeed) => void;
  readonly onSeek: (ms: number) => void;
  readonly onBack: () => void;
  /** 校准 with this call; null: not theirs. */
  readonly onCalibrate: (() => void) | null;
};

/** One review: the sheet, what was said for and against it, and what may be done now. */
export function ReviewPage(props: ReviewPageProps): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const { review, isSending } = props;
  const may = (deed: ReviewDeed) => review.steps.includes(deed);
  const writes = may('draft') || may('change');
  const scoring = props.scoring ?? review.scoring ?? emptyScoring;
  // What is to be decided stands above the sheet on which it is decided.
  const appeal =
    review.state === 'appealed'
      ? review.history.findLast(({ kind }) => kind === 'appeal')
      : undefined;
  const asksNow = review.steps.some((step) => asks.includes(step));
  return (
    <article className={styles['page']} data-testid="review-page">
      <header className={styles['head']}>
        <Button size="small" onClick={props.onBack}>
          {t('checks.back')}
        </Button>
        <h2>
          {review.seatId} {review.personName}
        </h2>
        <ReviewStateWord state={review.state} />
        {props.onCalibrate !== null && (
          <Button size="small" className={styles['right'] ?? ''} onClick={props.onCalibrate}>
            {t('checks.calibrate')}
          </Button>
        )}
      </header>
      {props.refusal !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {props.refusal}
        </p>
      )}
      {appeal !== undefined && (
        <p className={styles['trouble']} data-tone="warn">
          <b>{t('checks.appealOf', { name: appeal.name ?? review.personName })}</b>
          {appeal.words}
        </p>
      )}
      {review.state === 'drafted' && review.scoring === null ? (
        <p className={styles['quiet']}>{t('checks.othersDraft', { name: review.checkerName })}</p>
      ) : (
        <ScoreSheet
          sheet={review.sheet}
          scoring={scoring}
          onChange={writes ? props.onScoring : null}
          at={props.at}
          onSeek={props.onSeek}
        />
      )}
      {review.appealUntil !== null && (
        <p className={styles['quiet']}>
          {t('checks.appealUntil', { at: dateTime(review.appealUntil, zone) })}
        </p>
      )}
      {asksNow && (
        <Input.TextArea
          aria-label={t('checks.why')}
          placeholder={t(may('appeal') ? 'checks.appealHint' : 'checks.decideHint')}
          data-grows
          maxLength={2000}
          value={props.why}
          onChange={(event) => props.onWhy(event.target.value)}
        />
      )}
      <div className={styles['deeds']}>
        {review.steps.map((deed) => (
          <Button
            key={deed}
            size="small"
            type={deed === 'publish' ? 'primary' : 'default'}
            disabled={isSending || (asks.includes(deed) && props.why.trim() === '')}
            onClick={() => props.onDeed(deed)}
          >
            {t(`checks.deed.${deed}`)}
            {deed === 'draft' && <kbd>{props.saveKey}</kbd>}
          </Button>
        ))}
        {props.scoring !== null && <span className={styles['quiet']}>{t('checks.unsaved')}</span>}
      </div>
      {review.history.length > 0 && (
        <section aria-label={t('checks.history')} className={styles['history']}>
          <h3>{t('checks.history')}</h3>
          <ol>
            {review.history.map((entry) => (
              <li key={`${entry.at} ${entry.kind}`}>
                <time>{dateTime(entry.at, zone)}</time> {entry.name ?? t('checks.clock')}{' '}
                {t(`checks.done.${entry.kind}`)}
                {entry.words === '' ? '' : t('checks.because', { words: entry.words })}
              </li>
            ))}
          </ol>
        </section>
      )}
    </article>
  );
}
