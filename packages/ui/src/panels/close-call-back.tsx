import type { CallBackView } from '@hotline/domain/protocol';
import { Button, Input } from 'antd';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { zhCN } from '../words/zh-cn.ts';
import styles from './close-call-back.module.css';

export type CallBackReason = NonNullable<CallBackView['closed']>['reason'];
const callBackReasons = Object.keys(zhCN.callBacks.reason) as CallBackReason[];

/** Who may: whoever has claimed it, of one that nobody has claimed whoever tried last, and a leader. */
export function maySeatClose(task: CallBackView, ownSeat: string, isLeader: boolean): boolean {
  if (task.state !== 'open') return false;
  return isLeader || (task.claim?.seatId ?? task.seatId) === ownSeat;
}

/** 关闭 of a missed call that nobody reached: why, and in words what was done instead. */
export function CloseCallBack(props: {
  readonly task: CallBackView;
  /** As unreachable only after so many attempts. */
  readonly leastTries: number;
  readonly isLive: boolean;
  readonly onClose: (reason: CallBackReason, note: string) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const group = useId();
  const { task, leastTries, isLive, onCancel } = props;
  const isTried = task.attempts >= leastTries;
  const [reason, setReason] = useState<CallBackReason>(isTried ? 'unreachable' : 'wrong-number');
  const [note, setNote] = useState('');
  const lacksNote = reason === 'dealt-with' && note.trim().length < 2;
  const close = (): void => {
    if (isLive && !lacksNote) props.onClose(reason, note.trim());
  };
  const steer = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    // Esc puts the form away, wherever in it the caret is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles['form']}
      aria-label={t('callBacks.closeOf', { number: task.numberMasked })}
      onKeyDown={steer}
    >
      <fieldset className={styles['reasons']}>
        <legend>{t('callBacks.closeWhy')}</legend>
        {callBackReasons.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={group}
              // Chosen to come here: the keys go on from it.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={each === reason}
              checked={each === reason}
              disabled={each === 'unreachable' && !isTried}
              onChange={() => setReason(each)}
            />
            {t(`callBacks.reason.${each}`)}
            {each === 'unreachable' && !isTried && (
              <small>{t('callBacks.triesLeft', { n: task.attempts, of: leastTries })}</small>
            )}
          </label>
        ))}
      </fieldset>
      <Input
        size="small"
        maxLength={200}
        aria-label={t('callBacks.note')}
        placeholder={t(reason === 'dealt-with' ? 'callBacks.noteNeeded' : 'callBacks.note')}
        status={lacksNote ? 'warning' : ''}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        onPressEnter={close}
      />
      <span className={styles['keys']}>
        <Button size="small" type="primary" disabled={!isLive || lacksNote} onClick={close}>
          {t('callBacks.close')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('callBacks.keepOpen')}
        </Button>
      </span>
    </section>
  );
}
