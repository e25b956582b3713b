import type { Revealed, TicketView } from '@hotline/domain/ticket-api';
import { Button, Input, type InputRef } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ticket-page.module.css';

export type ComplainantProps = {
  readonly complainant: TicketView['complainant'];
  readonly revealed: Revealed | null;
  /** Why it could not be shown, in words. */
  readonly refusal: string | null;
  readonly onReveal: (reason: string) => void;
  readonly onConceal: () => void;
};

/** The person has just asked for it. */
const focusAtOnce = (at: InputRef | null): void => at?.focus();

/** 诉求人, masked until a reason is given. */
export function Complainant(props: ComplainantProps): ReactNode {
  const { t } = useTranslation();
  const { complainant, revealed } = props;
  const [reason, setReason] = useState<string | null>(null);
  const numbers =
    revealed === null
      ? [complainant.callerNumberMasked, complainant.contactNumberMasked]
      : [revealed.callerNumber ?? '', revealed.contactNumber];
  const isHidden = complainant.isHidden && revealed === null;
  const ask = () => {
    if (reason === null || reason.trim() === '') return;
    props.onReveal(reason.trim());
    setReason(null);
  };
  return (
    <section className={styles['block']} aria-label={t('ticket.complainant')}>
      <h3>{t('ticket.complainant')}</h3>
      {isHidden ? (
        <p>{t('ticket.hidden')}</p>
      ) : (
        <dl className={styles['fields']} data-testid="complainant">
          <div>
            <dt>{t('draft.callerName')}</dt>
            <dd>{(revealed?.name ?? complainant.name) || t('ticket.nameless')}</dd>
          </div>
          <div>
            <dt>{t('ticket.callingNumber')}</dt>
            <dd>{numbers[0] || t('ticket.noNumber')}</dd>
          </div>
          <div>
            <dt>{t('ticket.contactNumber')}</dt>
            <dd>{numbers[1] || t('ticket.noNumber')}</dd>
          </div>
        </dl>
      )}
      {props.refusal !== null && (
        <p role="alert" className={styles['refusal']}>
          {props.refusal}
        </p>
      )}
      {revealed !== null ? (
        <Button size="small" onClick={props.onConceal}>
          {t('ticket.conceal')}
        </Button>
      ) : !complainant.mayReveal ? (
        <p className={styles['quiet']}>{t('ticket.mayNotReveal')}</p>
      ) : reason === null ? (
        <Button size="small" onClick={() => setReason('')}>
          {t('ticket.reveal')}
        </Button>
      ) : (
        <form
          className={styles['inline']}
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <Input
            ref={focusAtOnce}
            size="small"
            aria-label={t('ticket.revealWhy')}
            placeholder={t('ticket.revealWhyHint')}
            title={t('ticket.revealWhy')}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
              event.stopPropagation();
              setReason(null);
            }}
          />
          <Button size="small" type="primary" htmlType="submit" disabled={reason.trim() === ''}>
            {t('ticket.revealDo')}
          </Button>
        </form>
      )}
    </section>
  );
}
