import type { Revealed, TicketTerms, TicketView, WholeTicket } from '@hotline/domain/ticket-api';
import { Button, Input, type InputRef } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { personName } from './ticket-names.ts';
import styles from './ticket-page.module.css';

export type ComplainantProps = {
  readonly complainant: TicketView['complainant'];
  /** 并入: who else complained. */
  readonly joined: WholeTicket['joined'];
  readonly terms: TicketTerms;
  readonly revealed: Revealed | null;
  /** Why it could not be shown, in words. */
  readonly refusal: string | null;
  readonly onReveal: (reason: string) => void;
  readonly onConceal: () => void;
};

/** The person has just asked for it. */
const focusAtOnce = (at: InputRef | null): void => at?.focus();

/** 诉求人, and whoever joined them; masked until a reason is given. */
export function Complainant(props: ComplainantProps): ReactNode {
  const { t } = useTranslation();
  const { complainant, revealed, joined } = props;
  const mayReveal = complainant.mayReveal;
  return (
    <section className={styles['block']} aria-label={t('ticket.complainant')}>
      <h3>{t('ticket.complainant')}</h3>
      <PersonFields complainant={complainant} revealed={revealed} testId="complainant" />
      {joined.map((one) => (
        <section key={one.no} className={styles['joined']} aria-label={t('ticketLinks.joined')}>
          <p className={styles['quiet']}>
            {t('ticketLinks.joined')} ·{' '}
            {t('ticketLinks.joinedBy', { person: personName(props.terms, one.person) })}
          </p>
          <PersonFields
            complainant={one.complainant}
            revealed={revealed?.joined.find(({ no }) => no === one.no) ?? null}
            testId={`joined-${one.no}`}
          />
        </section>
      ))}
      {props.refusal !== null && (
        <p role="alert" className={styles['refusal']}>
          {props.refusal}
        </p>
      )}
      {revealed !== null ? (
        <Button size="small" onClick={props.onConceal}>
          {t('ticket.conceal')}
        </Button>
      ) : mayReveal ? (
        <RevealForm onReveal={props.onReveal} />
      ) : (
        <p className={styles['quiet']}>{t('ticket.mayNotReveal')}</p>
      )}
    </section>
  );
}

type Person = Omit<Revealed, 'joined'>;

function PersonFields(props: {
  readonly complainant: TicketView['complainant'];
  readonly revealed: Person | null;
  readonly testId: string;
}): ReactNode {
  const { t } = useTranslation();
  const { complainant, revealed } = props;
  if (complainant.isHidden && revealed === null) return <p>{t('ticket.hidden')}</p>;
  const calling = revealed === null ? complainant.callerNumberMasked : revealed.callerNumber;
  const contact = revealed === null ? complainant.contactNumberMasked : revealed.contactNumber;
  const rows: (readonly [string, string])[] = [
    [t('draft.callerName'), (revealed?.name ?? complainant.name) || t('ticket.nameless')],
    [t('ticket.callingNumber'), calling || t('ticket.noNumber')],
    [t('ticket.contactNumber'), contact || t('ticket.noNumber')],
  ];
  // Only what was given: most tickets have none of these.
  if (revealed?.enterprise) rows.push([t('intake.enterprise'), revealed.enterprise]);
  if (revealed?.address) rows.push([t('intake.callerAddress'), revealed.address]);
  if (revealed?.idNumber) rows.push([t('intake.idNumber'), revealed.idNumber]);
  return (
    <dl className={styles['fields']} data-testid={props.testId}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A reason first: it goes on the audit trail with what is shown. */
function RevealForm({ onReveal }: { readonly onReveal: (reason: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) {
    return (
      <Button size="small" onClick={() => setReason('')}>
        {t('ticket.reveal')}
      </Button>
    );
  }
  return (
    <form
      className={styles['inline']}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') return;
        onReveal(reason.trim());
        setReason(null);
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
  );
}
