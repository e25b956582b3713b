import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import styles from './similar-strip.module.css';

export type SimilarCard = {
  readonly ticketNo: string;
  readonly title: string;
  readonly place: string;
  readonly excerpt: string;
  /** ms since 1970 */
  readonly filedAt: number;
  /** The strongest first. */
  readonly reasons: readonly ('same-number' | 'same-place' | 'alike-text' | 'same-category')[];
  readonly mayLink: boolean;
  readonly mayJoin: boolean;
  readonly mayUrge: boolean;
  readonly isLinked: boolean;
};

export type SimilarStripProps = {
  readonly hits: readonly SimilarCard[];
  readonly state: 'idle' | 'found' | 'failed';
  readonly chosen: number;
  /** 并单 or 催办 that can still be taken back. */
  readonly joining: {
    readonly ticketNo: string;
    readonly urge: boolean;
    readonly until: number;
  } | null;
  readonly refused: boolean;
  readonly keyText: Readonly<Record<'link' | 'join' | 'urge' | 'turn', string>>;
  readonly onTurn: (by: 1 | -1) => void;
  readonly onLink: () => void;
  readonly onJoin: (urge: boolean) => void;
  readonly onTakeBack: () => void;
};

/** 相似未结工单: one line that is always there, so that nothing jumps while somebody types. */
export function SimilarStrip(props: SimilarStripProps): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const { hits, joining } = props;
  const hit = hits[props.chosen];
  if (joining !== null) {
    const seconds = Math.max(0, Math.ceil((joining.until - now) / 1000));
    return (
      <section className={styles['strip']} data-kind="joining" aria-label={t('intake.similar')}>
        <output className={styles['words']}>
          {t(joining.urge ? 'intake.urging' : 'intake.joining', {
            ticketNo: joining.ticketNo,
            s: seconds,
          })}
        </output>
        <Button size="small" onClick={props.onTakeBack}>
          {t('draft.undo')}
        </Button>
      </section>
    );
  }
  if (hit === undefined) {
    return (
      <section className={styles['strip']} aria-label={t('intake.similar')}>
        <span className={styles['none']} role={props.state === 'failed' ? 'status' : undefined}>
          {t(
            props.refused
              ? 'intake.joinRefused'
              : props.state === 'failed'
                ? 'intake.similarFailed'
                : props.state === 'found'
                  ? 'intake.similarNone'
                  : 'intake.similarIdle',
          )}
        </span>
      </section>
    );
  }
  const stem = stemOf([props.keyText.link, props.keyText.join, props.keyText.urge]);
  return (
    <section className={styles['strip']} data-kind="hit" aria-label={t('intake.similar')}>
      <span className={styles['count']}>
        {t('intake.similarCount', { n: hits.length })}
        {hits.length > 1 && (
          <>
            <button
              type="button"
              tabIndex={-1}
              aria-label={t('intake.similarBack')}
              title={props.keyText.turn}
              onClick={() => props.onTurn(-1)}
            >
              ‹
            </button>
            {props.chosen + 1}
            <button
              type="button"
              tabIndex={-1}
              aria-label={t('intake.similarNext')}
              title={props.keyText.turn}
              onClick={() => props.onTurn(1)}
            >
              ›
            </button>
          </>
        )}
      </span>
      <span
        className={styles['words']}
        aria-live="polite"
        title={[
          `${hit.ticketNo} ${hit.title}`,
          shortDate(hit.filedAt, now, zone),
          hit.place,
          hit.excerpt,
        ]
          .filter(Boolean)
          .join('\n')}
      >
        <span className={styles['reasons']}>
          {hit.reasons.map((reason) => t(`intake.similarReasons.${reason}`)).join(' · ')}
        </span>
        <small>{shortDate(hit.filedAt, now, zone)}</small> {hit.title}
      </span>
      {props.refused && <span className={styles['none']}>{t('intake.joinRefused')}</span>}
      {stem !== '' && (
        <kbd className={styles['stem']} aria-hidden="true">
          {stem}
        </kbd>
      )}
      <ActionKey
        stem={stem}
        label={t('intake.link')}
        keyText={props.keyText.link}
        may={hit.mayLink}
        isOn={hit.isLinked}
        onAct={props.onLink}
      />
      <ActionKey
        stem={stem}
        label={t('intake.join')}
        keyText={props.keyText.join}
        may={hit.mayJoin}
        onAct={() => props.onJoin(false)}
      />
      <ActionKey
        stem={stem}
        label={t('intake.urge')}
        keyText={props.keyText.urge}
        may={hit.mayUrge}
        onAct={() => props.onJoin(true)}
      />
    </section>
  );
}

/** `Ctrl+Alt+` of `Ctrl+Alt+H`, `Ctrl+Alt+M`: said once where there is no room for it on each key. '' when they differ. */
function stemOf(keys: readonly string[]): string {
  const stems = new Set(keys.map((key) => key.slice(0, key.lastIndexOf('+') + 1)));
  return stems.size === 1 ? ([...stems][0] ?? '') : '';
}

function ActionKey(props: {
  readonly stem: string;
  readonly label: string;
  readonly keyText: string;
  readonly may: boolean;
  readonly isOn?: boolean;
  readonly onAct: () => void;
}): ReactNode {
  const { label, keyText, stem, isOn } = props;
  return (
    <Button
      size="small"
      // By its key: between the last field and the foot Tab has no stops.
      tabIndex={-1}
      disabled={!props.may}
      title={`${label} ${keyText}`}
      aria-keyshortcuts={keyText}
      {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
      onClick={props.onAct}
    >
      {isOn === true ? '✓ ' : ''}
      {label}
      <kbd className={styles['kbd']} aria-hidden="true">
        <span>{stem}</span>
        {keyText.slice(stem.length)}
      </kbd>
    </Button>
  );
}
