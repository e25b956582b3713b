import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftCard } from './draft-card.ts';
import { ParkKey, type ParkKeyProps } from './park-key.tsx';
import styles from './draft-foot.module.css';

export type DraftFootProps = {
  readonly draft: DraftCard;
  /** Names of the fields that a ticket needs and the draft lacks. */
  readonly missing: readonly string[];
  readonly filing: boolean;
  /** It has never been sent, so nothing of it can be at the bridge yet. */
  readonly canTakeBack: boolean;
  /** Why the bridge refused it, in words; null otherwise. */
  readonly refusal: string | null;
  readonly park: ParkKeyProps;
  readonly submitKey: string;
  readonly onSubmit: () => void;
  readonly onTakeBack: () => void;
  readonly onDiscard: () => void;
};

/** Where the draft stands, and the keys that move it on. Discarding can be undone, so nobody is asked. */
export function DraftFoot(props: DraftFootProps): ReactNode {
  const { t } = useTranslation();
  const { draft } = props;
  const open = draft.status === 'open' || draft.status === 'parked';
  const words =
    draft.status === 'filed'
      ? t('draft.filed', { ticketNo: draft.ticketNo ?? '' })
      : draft.status === 'to-file'
        ? props.filing
          ? t('draft.filing')
          : t('draft.fileWaiting')
        : props.refusal !== null
          ? t('draft.refused', { reason: props.refusal })
          : props.missing.length > 0
            ? t('draft.missing', { fields: props.missing.join(t('draft.and')) })
            : draft.parkedFor !== null
              ? t('draft.parkedFor', { reason: draft.parkedFor })
              : '';
  const tone =
    draft.status === 'filed' ? 'ok' : props.refusal !== null ? 'danger' : open ? 'calm' : 'warn';
  return (
    <div className={styles['foot']}>
      <output className={styles['words']} data-tone={tone} data-testid="draft-status">
        {words}
      </output>
      {open && (
        <Button type="text" onClick={props.onDiscard}>
          {t('draft.discard')}
        </Button>
      )}
      {open && <ParkKey {...props.park} />}
      {draft.status === 'to-file' && props.canTakeBack && (
        <Button onClick={props.onTakeBack}>{t('draft.takeBack')}</Button>
      )}
      <Button
        type="primary"
        disabled={!open || props.missing.length > 0}
        aria-label={t('draft.submit')}
        aria-keyshortcuts="Control+Enter"
        onClick={props.onSubmit}
      >
        {t('draft.submit')}
        <kbd className={styles['kbd']} aria-hidden="true">
          {props.submitKey}
        </kbd>
      </Button>
    </div>
  );
}
