import { Button } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import type { Words } from '../words/index.ts';
import styles from './guard.module.css';

export type GuardedPart = keyof Words['guard']['part'];

/**
 * A part of the desk that fails alone: an error while it is drawn takes nothing else away, a call least of all. It is
 * shown again by its key, and by itself as soon as it is about something else.
 */
export function Guard(props: {
  readonly part: GuardedPart;
  /** What it is about: the call, the screen. */
  readonly about?: string | null;
  /** It is about to be shown again. */
  readonly onAgain?: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { part, about = null, onAgain } = props;
  const fallback = useCallback(
    (failed: FallbackProps) => <Failed part={part} {...failed} />,
    [part],
  );
  return (
    <ErrorBoundary
      fallbackRender={fallback}
      resetKeys={[about]}
      {...(onAgain === undefined ? {} : { onReset: onAgain })}
    >
      {props.children}
    </ErrorBoundary>
  );
}

/** What fills the desk between call bar and foot. */
const screens: ReadonlySet<GuardedPart> = new Set([
  'desk',
  'tickets',
  'recordings',
  'reports',
  'knowledge',
  'leader',
  'hall',
]);

/** Enough to find it in the log; never a whole text. */
const LONGEST_CAUSE = 160;

function Failed(props: FallbackProps & { readonly part: GuardedPart }): ReactNode {
  const { t } = useTranslation();
  const cause = String(props.error).slice(0, LONGEST_CAUSE);
  return (
    <section
      className={styles['failed']}
      role="alert"
      data-failed={props.part}
      data-screen={screens.has(props.part)}
    >
      <b>▲ {t('guard.failed', { part: t(`guard.part.${props.part}`) })}</b>
      <p>{t(props.part === 'callBar' ? 'guard.byKeys' : 'guard.rest')}</p>
      <span>
        <Button size="small" onClick={props.resetErrorBoundary}>
          {t('guard.again')}
        </Button>
        <small>{cause}</small>
      </span>
    </section>
  );
}
