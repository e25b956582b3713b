import { assertNever } from '@hotline/domain/result';
import { Alert, Button, Input } from 'antd';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTime } from '../time/clock.tsx';
import { clockText } from '../time/clock-text.ts';
import styles from './sign-in-form.module.css';

/** Why the person is at this screen, or why signing in did not work; the words are looked up here. */
export type SignInTrouble =
  | { readonly code: 'wrong-password'; readonly triesLeft: number | null }
  /** `until` by the same clock as the desk's timers. */
  | { readonly code: 'locked'; readonly until: number | null }
  | { readonly code: 'tooMany' | 'malformed' | 'protocol' | 'internal' }
  | { readonly code: 'unreachable'; readonly url: string }
  | { readonly code: 'superseded' | 'expired' | 'signedOut' };

export type SignInFormProps = {
  readonly hotlineName: string;
  readonly practice: boolean;
  readonly appVersion: string;
  /** Person number of the last sign-in at this seat. */
  readonly lastPerson: string;
  readonly under: boolean;
  readonly trouble: SignInTrouble | null;
  readonly onSignIn: (person: string, password: string) => void;
  /** Language and appearance. */
  readonly children?: ReactNode;
};

/* The screen has one purpose, and its first field is where everybody begins. */
/* oxlint-disable jsx-a11y/no-autofocus */
export function SignInForm(props: SignInFormProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [person, setPerson] = useState(props.lastPerson);
  const [password, setPassword] = useState('');
  const [capsLock, setCapsLock] = useState(false);
  const lockedUntil = props.trouble?.code === 'locked' ? props.trouble.until : null;
  const locked = useTime((now) => lockedUntil !== null && now < lockedUntil);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const ready = person.trim() !== '' && password !== '' && !props.under && !locked;
  return (
    <main className={styles['screen']}>
      <form
        className={styles['card']}
        aria-labelledby={`${id}-title`}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) props.onSignIn(person.trim(), password);
        }}
      >
        <header className={styles['band']}>
          <h1 id={`${id}-title`}>{t('signIn.title')}</h1>
          <p>{props.hotlineName || '12345'}</p>
          {props.practice && (
            <span className={styles['practice']} title={t('bar.practiceMore')}>
              {t('bar.practice')}
            </span>
          )}
        </header>
        {props.trouble !== null && <Trouble trouble={props.trouble} />}
        <label htmlFor={`${id}-person`}>{t('signIn.person')}</label>
        <Input
          id={`${id}-person`}
          size="large"
          autoComplete="username"
          spellCheck={false}
          maxLength={64}
          value={person}
          autoFocus={props.lastPerson === ''}
          onChange={(event) => setPerson(event.target.value)}
        />
        <label htmlFor={`${id}-password`}>
          {t('signIn.password')}
          {capsLock && <small data-tone="warn">⇪ {t('signIn.capsLock')}</small>}
        </label>
        <Input.Password
          id={`${id}-password`}
          size="large"
          autoComplete="current-password"
          maxLength={256}
          value={password}
          autoFocus={props.lastPerson !== ''}
          onKeyUp={watchCapsLock}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          disabled={!ready}
          className={styles['submit'] ?? ''}
        >
          {props.under ? t('signIn.under') : t('signIn.submit')}
        </Button>
        <footer className={styles['foot']}>
          {props.children}
          <small>{t('signIn.appVersion', { version: props.appVersion })}</small>
        </footer>
      </form>
    </main>
  );
}

const keptWords = { superseded: true, expired: true, signedOut: true } as const;

function Trouble({ trouble }: { readonly trouble: SignInTrouble }): ReactNode {
  const { t } = useTranslation();
  const until = trouble.code === 'locked' ? trouble.until : null;
  const left = useTime((now) => (until === null ? '' : clockText(Math.max(0, until - now))));
  return (
    <Alert
      showIcon
      type={trouble.code in keptWords ? 'info' : 'error'}
      title={words()}
      className={styles['trouble'] ?? ''}
    />
  );

  function words(): string {
    switch (trouble.code) {
      case 'wrong-password':
        return trouble.triesLeft === null
          ? t('signIn.wrongPassword')
          : `${t('signIn.wrongPassword')}${t('signIn.triesLeft', { n: trouble.triesLeft })}`;
      case 'locked':
        return until === null
          ? t('signIn.locked')
          : `${t('signIn.locked')}${t('signIn.lockedLeft', { time: left })}`;
      case 'unreachable':
        return t('signIn.unreachable', { url: trouble.url });
      case 'tooMany':
      case 'malformed':
      case 'protocol':
      case 'internal':
      case 'superseded':
      case 'expired':
      case 'signedOut':
        return t(`signIn.${trouble.code}`);
      default:
        return assertNever(trouble);
    }
  }
}
