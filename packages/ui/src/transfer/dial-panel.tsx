import { PhoneFilled } from '@ant-design/icons';
import type { MyDayView } from '@hotline/domain/protocol';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AsidePanel } from '../aside/aside-panel.tsx';
import { RecentCalls } from '../caller/recent-calls.tsx';
import { typedNumber } from './invitation.ts';
import styles from './dial-panel.module.css';

export type DialPanelProps = {
  /** Why nothing can be dialled now, in words; null: it can. */
  readonly hindrance: string | null;
  /** Numbers called from here since the sign-in, the last first. */
  readonly dialled: readonly string[];
  readonly recent: MyDayView['recentCalls'];
  readonly presentCall: string | null;
  readonly keyText: string;
  readonly onDial: (number: string) => void;
  readonly onCallBack: (callId: string) => void;
  readonly onClose: () => void;
};

/** 外呼: type and Enter; Enter in the empty field calls the last number again. */
export function DialPanel(props: DialPanelProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const number = typedNumber(typed);
  const [last] = props.dialled;
  const next = typed.trim() === '' ? last : number;
  const can = props.hindrance === null && next !== undefined && next !== null;
  const dial = () => {
    if (can) props.onDial(next);
  };
  return (
    <AsidePanel name="dial" title={t('call.dial')} keyText={props.keyText} onClose={props.onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          dial();
        }}
      >
        <Input
          // The person asked for the panel by key or click: the caret goes where they look.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          size="large"
          value={typed}
          inputMode="tel"
          maxLength={40}
          autoComplete="off"
          placeholder={last === undefined ? t('dial.number') : t('dial.again', { number: last })}
          aria-label={t('dial.number')}
          status={typed.trim() !== '' && number === null ? 'error' : ''}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={!can}
          icon={<PhoneFilled aria-hidden="true" />}
        >
          {typed.trim() === '' && last !== undefined ? t('call.redial') : t('dial.call')}
          <kbd className={styles['kbd']}>Enter</kbd>
        </Button>
        <small data-tone={props.hindrance === null ? 'calm' : 'warn'}>
          {props.hindrance ??
            (typed.trim() !== '' && number === null ? t('dial.bad') : t('dial.what'))}
        </small>
      </form>
      {props.dialled.length > 0 && (
        <section className={styles['part']} aria-label={t('dial.dialled')}>
          <h3>{t('dial.dialled')}</h3>
          <ul>
            {props.dialled.map((each) => (
              <li key={each}>
                <button
                  type="button"
                  className={styles['row']}
                  disabled={props.hindrance !== null}
                  onClick={() => props.onDial(each)}
                >
                  <span>{each}</span>
                  <span className={styles['act']}>{t('call.redial')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles['part']} aria-label={t('caller.recent')}>
        <h3>{t('caller.recent')}</h3>
        <RecentCalls
          calls={props.recent}
          present={props.presentCall}
          onCallBack={props.hindrance === null ? props.onCallBack : null}
        />
      </section>
    </AsidePanel>
  );
}
