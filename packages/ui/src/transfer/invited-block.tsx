import type { CallView, LegView, Operation } from '@hotline/domain/protocol';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLegName } from '../room/leg-name.ts';
import type { RoomKey } from '../room/room-strip.tsx';
import { Countdown, Elapsed } from '../time/elapsed.tsx';
import styles from './invited-block.module.css';

export type InvitedBlockProps = {
  readonly call: CallView;
  readonly leg: LegView;
  readonly may: (operation: Operation) => boolean;
  readonly keyText: Readonly<Record<RoomKey, string>>;
  readonly onKey: (key: RoomKey) => void;
  /** One key of a telephone, for the menu of an exchange that was reached. */
  readonly onDtmf: (digit: string) => void;
};

/** Whoever was brought in: while it rings, how long still and how to stop; then 完成 · 三方 · 收回 · 对调. */
export function InvitedBlock(props: InvitedBlockProps): ReactNode {
  const { call, leg, may, keyText, onKey } = props;
  const { t } = useTranslation();
  const [sent, setSent] = useState('');
  const legName = useLegName();
  const rings = leg.state !== 'in-room';
  const apart = call.held || leg.held;
  const keys: readonly {
    readonly key: Exclude<RoomKey, 'pauseRecording'>;
    readonly operation: Operation;
  }[] = rings
    ? [{ key: 'takeBack', operation: 'cancel' }]
    : [
        { key: 'complete', operation: 'complete' },
        { key: 'merge', operation: 'merge' },
        { key: 'takeBack', operation: 'drop' },
        { key: 'swap', operation: 'swap' },
      ];
  return (
    <section
      className={styles['block']}
      data-tone={rings ? 'warn' : 'primary'}
      aria-label={t('transfer.invited')}
    >
      <header className={styles['who']}>
        <span>
          <b>{legName(leg)}</b>
          <small>
            {rings
              ? `◌ ${t(`room.state.${leg.state}`)}`
              : apart
                ? call.held
                  ? t('transfer.apart')
                  : t('transfer.apartCitizen')
                : t('transfer.together')}
          </small>
        </span>
        <span className={styles['time']}>
          {rings && leg.ringUntil !== null ? (
            <Countdown until={leg.ringUntil} label={t('room.ringLeft')} />
          ) : (
            <Elapsed since={leg.since} />
          )}
        </span>
      </header>
      <div className={styles['keys']}>
        {keys
          .filter(({ operation }) => may(operation))
          .map(({ key, operation }) => (
            <button
              key={key}
              type="button"
              className={styles['key']}
              data-strong={key === 'complete'}
              aria-keyshortcuts={keyText[key]}
              onClick={() => onKey(key)}
            >
              <span>
                <b>{t(operation === 'cancel' ? 'call.cancel' : `call.${key}`)}</b>
                <kbd>{operation === 'cancel' ? 'Esc' : keyText[key]}</kbd>
              </span>
              <small>
                {t(operation === 'cancel' ? 'transfer.what.cancel' : `transfer.what.${key}`)}
              </small>
            </button>
          ))}
      </div>
      {!rings && leg.role === 'outside' && may('dtmf') && (
        <Input
          size="small"
          className={styles['dtmf'] ?? ''}
          value={sent}
          inputMode="tel"
          autoComplete="off"
          placeholder={t('transfer.dtmf')}
          aria-label={t('transfer.dtmf')}
          onChange={(event) => {
            // Each key goes as it is pressed; what was sent stays to be read and is not sent again.
            const typed = event.target.value.replaceAll(/[^0-9*#]/g, '').slice(-32);
            if (typed.length > sent.length) props.onDtmf(typed.slice(sent.length));
            setSent(typed);
          }}
        />
      )}
    </section>
  );
}
