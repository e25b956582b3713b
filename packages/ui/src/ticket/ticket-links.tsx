import { ticketNo as ticketNoShape, type WholeTicket } from '@hotline/domain/ticket-api';
import { CloseOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ticket-page.module.css';

export type TicketLinksProps = {
  readonly ticket: Pick<WholeTicket, 'links' | 'history' | 'actions'>;
  /** A link is being written or taken back. */
  readonly linking: boolean;
  /** Why it was not done, in words. */
  readonly refusal: string | null;
  readonly onLink: (ticketNo: string) => void;
  readonly onUnlink: (ticketNo: string) => void;
  readonly onOpen: (ticketNo: string) => void;
};

/** 关联 and 并单: the tickets that have to do with this one, each a key away. */
export function TicketLinks(props: TicketLinksProps): ReactNode {
  const { t } = useTranslation();
  const { ticket, linking } = props;
  const [typed, setTyped] = useState('');
  const mayLink = ticket.actions.includes('link');
  const { into, takenIn } = mergesOf(ticket.history);
  const asked = ticketNoShape.safeParse(typed.trim());
  const isNothing = ticket.links.length === 0 && into === null && takenIn.length === 0;
  const numbers = (all: readonly string[], what: string | null) =>
    all.map((no) => (
      <li key={no} data-link={no}>
        <Button
          size="small"
          type="link"
          aria-label={t('ticketLinks.open', { no })}
          onClick={() => props.onOpen(no)}
        >
          {no}
        </Button>
        {what !== null && <span className={styles['quiet']}>{what}</span>}
        {what === null && mayLink && (
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined aria-hidden="true" />}
            aria-label={t('ticketLinks.remove', { no })}
            title={t('ticketLinks.remove', { no })}
            disabled={linking}
            onClick={() => props.onUnlink(no)}
          />
        )}
      </li>
    ));
  return (
    <section className={styles['block']} aria-label={t('ticketLinks.title')}>
      <h3>{t('ticketLinks.title')}</h3>
      {isNothing && <p className={styles['quiet']}>{t('ticketLinks.none')}</p>}
      <ul className={styles['rows']}>
        {numbers(into === null ? [] : [into], t('ticketLinks.into'))}
        {numbers(takenIn, t('ticketLinks.takenIn'))}
        {numbers(ticket.links, null)}
      </ul>
      {props.refusal !== null && (
        <p role="alert" className={styles['refusal']}>
          {props.refusal}
        </p>
      )}
      {mayLink && (
        <form
          className={styles['inline']}
          onSubmit={(event) => {
            event.preventDefault();
            if (!asked.success || linking) return;
            props.onLink(asked.data);
            setTyped('');
          }}
        >
          <Input
            size="small"
            aria-label={t('ticketLinks.add')}
            placeholder="20261125-000123"
            title={t('ticketLinks.add')}
            maxLength={32}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button size="small" htmlType="submit" disabled={!asked.success || linking}>
            {t('ticketLinks.addDo')}
          </Button>
        </form>
      )}
    </section>
  );
}

const numberOf = (value: unknown) => (typeof value === 'string' ? [value] : []);

/** 并单: where this ticket went, and which came into it. */
function mergesOf(history: WholeTicket['history']): {
  readonly into: string | null;
  readonly takenIn: readonly string[];
} {
  const into = history.flatMap(({ event }) =>
    event.kind === 'merge' ? numberOf(event['into']) : [],
  );
  const takenIn = history.flatMap(({ event }) =>
    event.kind === 'take-in' ? numberOf(event['ticketNo']) : [],
  );
  return { into: into.at(-1) ?? null, takenIn };
}
