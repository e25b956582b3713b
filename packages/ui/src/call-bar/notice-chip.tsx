import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { StateShape } from './state-shape.tsx';
import styles from './notice-chip.module.css';

/** What is wrong right now, the gravest first in the order of the caller. */
export const noticeKinds = [
  'bridgeAway',
  'signInOver',
  'nothingReceived',
  'nothingSent',
  'microphoneRefused',
  'noMicrophone',
  'phoneLost',
  'pbxAway',
  'ringBlocked',
  'practiceSilence',
  'phoneConnecting',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

const tones: Readonly<Record<NoticeKind, ToneName>> = {
  bridgeAway: 'warn',
  signInOver: 'warn',
  nothingReceived: 'danger',
  nothingSent: 'danger',
  microphoneRefused: 'danger',
  noMicrophone: 'danger',
  phoneLost: 'danger',
  pbxAway: 'danger',
  ringBlocked: 'warn',
  practiceSilence: 'calm',
  phoneConnecting: 'calm',
};

/** Stands in the call bar, so that nothing below moves when a connection goes or comes. */
export function NoticeChip({ kind }: { readonly kind: NoticeKind }): ReactNode {
  const { t } = useTranslation();
  const tone = tones[kind];
  return (
    <span
      className={styles['notice']}
      data-tone={tone}
      data-notice={kind}
      title={`${t(`notice.${kind}`)}\n${t(`notice.${kind}More`)}`}
      role={tone === 'calm' ? 'status' : 'alert'}
    >
      <StateShape shape={tone === 'calm' ? 'half-disc' : 'triangle'} />
      <span className={styles['words']}>
        <b>{t(`notice.${kind}`)}</b>
        <small>{t(`notice.${kind}More`)}</small>
      </span>
    </span>
  );
}
