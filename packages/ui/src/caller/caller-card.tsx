import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import type { CallView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EarlierCalls, EarlierTickets } from './earlier.tsx';
import styles from './caller-card.module.css';

export type CallerCardProps = {
  readonly call: CallView;
  /** The whole number once it was revealed; kept in memory only. */
  readonly number: string | null;
  readonly kindName: (id: string) => string;
  readonly revealKey: string;
  readonly onReveal: () => void;
  readonly onConceal: () => void;
  /** 回拨 of a missed call of this number; null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
};

/** 来电人: everything known before the first ring. */
export function CallerCard(props: CallerCardProps): ReactNode {
  const { t } = useTranslation();
  const { caller } = props.call;
  const shown = props.number ?? (caller.numberMasked || t('bar.withheld'));
  const canReveal = caller.numberKind !== 'withheld' && caller.numberKind !== 'unknown';
  return (
    <div className={styles['card']}>
      <div className={styles['head']}>
        <div className={styles['number']}>
          <span data-testid="caller-number">{shown}</span>
          {canReveal && (
            <button
              type="button"
              className={styles['reveal']}
              title={props.number === null ? t('caller.revealMore') : undefined}
              aria-keyshortcuts={props.revealKey}
              onMouseDown={(event) => event.preventDefault()}
              onClick={props.number === null ? props.onReveal : props.onConceal}
            >
              {props.number === null ? (
                <EyeOutlined aria-hidden="true" />
              ) : (
                <EyeInvisibleOutlined aria-hidden="true" />
              )}
              {props.number === null ? t('caller.reveal') : t('caller.conceal')}
            </button>
          )}
        </div>
        <p className={styles['where']}>
          {t(`caller.kind.${caller.numberKind}`)}
          {' · '}
          {caller.place ?? t('bar.placeUnknown')}
          {caller.local !== null && (
            <span className={styles['local']} data-tone={caller.local ? 'ok' : 'calm'}>
              {caller.local ? t('caller.local') : t('caller.notLocal')}
            </span>
          )}
        </p>
      </div>
      <dl className={styles['facts']}>
        <dt>{t('draft.callerName')}</dt>
        <dd>
          {caller.name === null ? (
            <span className={styles['none']}>{t('caller.unnamed')}</span>
          ) : (
            <b>{caller.name}</b>
          )}
        </dd>
        {caller.specialGroup !== null && (
          <>
            <dt>{t('caller.group')}</dt>
            <dd>
              <span className={styles['mark']} data-tone="violet">
                {caller.specialGroup}
              </span>
            </dd>
          </>
        )}
        <dt>{t('caller.preference')}</dt>
        <dd>
          {caller.contactPreference === 'any' ? (
            t('caller.prefers.any')
          ) : (
            <span
              className={styles['mark']}
              data-tone={caller.contactPreference === 'text-only' ? 'violet' : 'primary'}
            >
              {t(`caller.prefers.${caller.contactPreference}`)}
            </span>
          )}
        </dd>
        {caller.tags.length > 0 && (
          <>
            <dt>{t('caller.tags')}</dt>
            <dd className={styles['tags']}>
              {caller.tags.map((tag) => (
                <span key={tag} className={styles['tag']}>
                  {tag}
                </span>
              ))}
            </dd>
          </>
        )}
        {caller.note !== null && (
          <>
            <dt>{t('caller.note')}</dt>
            <dd>{caller.note}</dd>
          </>
        )}
      </dl>
      <EarlierTickets tickets={caller.tickets} kindName={props.kindName} />
      <EarlierCalls
        calls={caller.earlierCalls}
        total={caller.callsIn30Days}
        onCallBack={props.onCallBack}
      />
    </div>
  );
}
