import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { useTime } from '../time/clock.tsx';
import styles from './saved-state.module.css';

/** Why the disk did not take it → words. */
const FAULT_WORDS = {
  disk: 'failed',
  'disk-full': 'full',
  'disk-busy': 'busy',
  'newer-drafts': 'newer',
} as const;

export type SavedStateProps = {
  /** By the seat's own clock, which `useTime` corrects: pass `savedAt` in the desk clock's time. */
  readonly draft:
    | { readonly kind: 'none' }
    | { readonly kind: 'saving' }
    | { readonly kind: 'saved'; readonly at: number }
    | { readonly kind: 'failed'; readonly fault: keyof typeof FAULT_WORDS };
  readonly offline: boolean;
  readonly toFile: number;
  readonly needsYou: number;
};

/** Always at the bottom right: whether what was typed is on the disk, and what still has to go to the bridge. */
export function SavedState({ draft, offline, toFile, needsYou }: SavedStateProps): ReactNode {
  const { t } = useTranslation();
  const savedAt = draft.kind === 'saved' ? draft.at : 0;
  const age = useTime((now) => ageText(now - savedAt));
  const words = {
    none: () => t('saved.none'),
    saving: () => t('saved.saving'),
    saved: () => t('saved.ago', { s: age }),
    failed: () => t(`saved.${draft.kind === 'failed' ? FAULT_WORDS[draft.fault] : 'failed'}`),
  }[draft.kind]();
  const tone: ToneName =
    draft.kind === 'failed' ? 'danger' : draft.kind === 'saved' ? 'ok' : 'calm';
  return (
    <section className={styles['saved']} aria-label={t('saved.region')} data-testid="saved-state">
      {needsYou > 0 && (
        <span className={styles['needs']} data-tone="danger">
          ▲ {t('saved.needsYou', { n: needsYou })}
        </span>
      )}
      {(toFile > 0 || offline) && (
        <span className={styles['part']} data-tone="warn">
          {offline ? t('saved.offlineToFile', { n: toFile }) : t('saved.toFile', { n: toFile })}
        </span>
      )}
      <span className={styles['part']} data-tone={tone} data-state={draft.kind}>
        {draft.kind === 'saved' ? '✓ ' : ''}
        {words}
      </span>
    </section>
  );
}

/** Tenths of a second below one second, then whole seconds, then whole minutes told in seconds of 60. */
function ageText(ms: number): string {
  const seconds = Math.max(0.1, ms / 1000);
  if (seconds < 1) return seconds.toFixed(1);
  return seconds < 60 ? String(Math.floor(seconds)) : String(Math.floor(seconds / 60) * 60);
}
