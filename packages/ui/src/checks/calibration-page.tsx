import {
  compare,
  emptyScoring,
  unmarked,
  type Scoring,
  type WholeCalibration,
} from '@hotline/domain/quality';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { ScoreSheet } from './score-sheet.tsx';
import styles from './review-page.module.css';

/** 校准: one's own sheet while it is blind, everybody's side by side when it is shown. */
export function CalibrationPage(props: {
  readonly calibration: WholeCalibration;
  readonly self: string;
  /** What is being written; null: nothing was changed. */
  readonly scoring: Scoring | null;
  readonly isSending: boolean;
  readonly refusal: string | null;
  readonly at: number | null;
  readonly saveKey: string;
  readonly onScoring: (scoring: Scoring) => void;
  readonly onSend: () => void;
  readonly onShow: () => void;
  readonly onSeek: (ms: number) => void;
  readonly onBack: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { calibration, self } = props;
  const { sheet } = calibration;
  const own = calibration.scorings.find(({ checker }) => checker === self)?.scoring ?? null;
  const scoring = props.scoring ?? own ?? emptyScoring;
  return (
    <article className={styles['page']} data-testid="calibration-page">
      <header className={styles['head']}>
        <Button size="small" onClick={props.onBack}>
          {t('checks.back')}
        </Button>
        <h2>{t('checks.calibrationOf', { seat: calibration.seatId })}</h2>
      </header>
      {props.refusal !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {props.refusal}
        </p>
      )}
      <p className={styles['quiet']}>
        {calibration.checkers
          .map(({ name, hasScored }) =>
            t(hasScored ? 'checks.hasScored' : 'checks.hasNotScored', { name }),
          )
          .join(t('joiner'))}
      </p>
      {calibration.isShown ? (
        <Comparison calibration={calibration} />
      ) : (
        <>
          <p className={styles['quiet']}>{t('checks.blind')}</p>
          {calibration.mayScore && (
            <ScoreSheet
              sheet={sheet}
              scoring={scoring}
              onChange={props.onScoring}
              at={props.at}
              onSeek={props.onSeek}
            />
          )}
          <div className={styles['deeds']}>
            {calibration.mayScore && (
              <Button
                size="small"
                type="primary"
                disabled={props.isSending || unmarked(sheet, scoring).length > 0}
                onClick={props.onSend}
              >
                {t('checks.sendScoring')} {props.saveKey}
              </Button>
            )}
            {calibration.mayShow && (
              <Button size="small" disabled={props.isSending} onClick={props.onShow}>
                {t('checks.showAll')}
              </Button>
            )}
          </div>
        </>
      )}
    </article>
  );
}

function Comparison({ calibration }: { readonly calibration: WholeCalibration }): ReactNode {
  const { t, i18n } = useTranslation();
  const { sheet, scorings, checkers } = calibration;
  const { items, totals, spread } = compare({ sheet, scorings });
  const widest = Math.max(...items.map((each) => each.spread));
  const nameOf = (person: string) =>
    checkers.find((checker) => checker.person === person)?.name ?? person;
  const found = (points: number, fatal: boolean) =>
    fatal ? t(points === 1 ? 'checks.found' : 'checks.notFound') : points;
  return (
    <table className={styles['compare']} data-testid="comparison">
      <thead>
        <tr>
          <th scope="row">{t('checks.item')}</th>
          {scorings.map(({ checker }) => (
            <th key={checker} scope="col">
              {nameOf(checker)}
            </th>
          ))}
          <th scope="col">{t('checks.spread')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ item, given, spread: apart }) => {
          const of = sheet.items.find(({ id }) => id === item);
          if (of === undefined) return null;
          return (
            <tr key={item} data-differs={apart === 0 ? 'no' : apart === widest ? 'most' : 'yes'}>
              <th scope="row">{named(of, i18n.language)}</th>
              {given.map((points, index) => (
                <td key={scorings[index]?.checker}>{found(points, of.fatal)}</td>
              ))}
              <td>{of.fatal && apart > 0 ? t('checks.disagree') : apart}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('checks.sum')}</th>
          {totals.map((total, index) => (
            <td key={scorings[index]?.checker}>{total}</td>
          ))}
          <td>{spread}</td>
        </tr>
      </tfoot>
    </table>
  );
}
