import type { ScoreSheet as Sheet, Scoring } from '@hotline/domain/quality';
import { scoreOf, unmarked } from '@hotline/domain/quality';
import { Button, Checkbox, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { CommentList } from './comment-list.tsx';
import styles from './score-sheet.module.css';

type ScoreSheetProps = {
  readonly sheet: Sheet;
  readonly scoring: Scoring;
  /** null: it is only read. */
  readonly onChange: ((scoring: Scoring) => void) | null;
  /** Where the recording is, ms; null: none is open. */
  readonly at: number | null;
  readonly onSeek: (ms: number) => void;
};

/** 评分表: an item a row, its points by number keys; 一票否决 apart; what was said about it below. */
export function ScoreSheet(props: ScoreSheetProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { sheet, scoring, onChange } = props;
  const score = scoreOf(sheet, scoring);
  const open = unmarked(sheet, scoring);
  // Half a sheet has not failed yet.
  const verdict =
    score.fatal.length > 0
      ? ({ words: 'checks.vetoed', tone: 'danger' } as const)
      : open.length > 0
        ? ({ words: 'checks.openItems', tone: 'warn' } as const)
        : score.passed
          ? ({ words: 'checks.passed', tone: 'ok' } as const)
          : ({ words: 'checks.failed', tone: 'danger' } as const);
  const regular = sheet.items.filter(({ fatal }) => !fatal);
  const fatal = sheet.items.filter((item) => item.fatal);
  const give = (id: string, points: number | null) => {
    const { [id]: _gone, ...rest } = scoring.points;
    onChange?.({ ...scoring, points: points === null ? rest : { ...rest, [id]: points } });
  };
  return (
    <section className={styles['sheet']} aria-label={t('checks.sheet')} data-testid="score-sheet">
      <header className={styles['head']}>
        <h3>{t('checks.sheet')}</h3>
        <span className={styles['version']}>{t('checks.version', { version: sheet.version })}</span>
        <strong className={styles['total']}>
          {t('checks.total', { total: score.total, of: score.of })}{' '}
          <span data-tone={verdict.tone}>{t(verdict.words, { n: open.length })}</span>
        </strong>
      </header>
      <ul className={styles['items']}>
        {regular.map((item) => {
          const name = named(item, i18n.language);
          const given = scoring.points[item.id];
          return (
            <li key={item.id} data-item={item.id} data-open={given === undefined}>
              <span>{name}</span>
              {onChange === null ? (
                <span className={styles['points']}>
                  {given ?? '–'} / {item.points}
                </span>
              ) : (
                <span className={styles['points']}>
                  <InputNumber<number>
                    size="small"
                    aria-label={t('checks.pointsOf', { item: name })}
                    min={0}
                    max={item.points}
                    value={given ?? null}
                    onChange={(points) => give(item.id, points)}
                  />
                  <Button
                    size="small"
                    type="text"
                    aria-label={t('checks.fullOf', { item: name })}
                    onClick={() => give(item.id, item.points)}
                  >
                    / {item.points}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {fatal.length > 0 && (
        <fieldset className={styles['fatal']} data-hit={score.fatal.length > 0}>
          <legend>{t('checks.fatal')}</legend>
          {fatal.map((item) => (
            <Checkbox
              key={item.id}
              checked={scoring.fatal.includes(item.id)}
              disabled={onChange === null}
              onChange={(event) =>
                onChange?.({
                  ...scoring,
                  fatal: event.target.checked
                    ? [...scoring.fatal, item.id]
                    : scoring.fatal.filter((id) => id !== item.id),
                })
              }
            >
              {named(item, i18n.language)}
            </Checkbox>
          ))}
        </fieldset>
      )}
      <CommentList
        comments={scoring.comments}
        at={props.at}
        onSeek={props.onSeek}
        onChange={onChange === null ? null : (comments) => onChange({ ...scoring, comments })}
      />
    </section>
  );
}
