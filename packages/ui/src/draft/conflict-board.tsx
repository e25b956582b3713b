import type { ComparedField, TicketDraft } from '@hotline/domain/draft';
import { differences, withFieldsOf } from '@hotline/domain/draft';
import { Button } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './conflict-board.module.css';
import { fieldLabels } from './field-labels.ts';

export type ConflictBoardProps = {
  readonly ticketNo: string;
  readonly mine: TicketDraft;
  readonly theirs: TicketDraft;
  /** The ticket is still with who filed it; else it has gone its way and its words stay. */
  readonly mayChange: boolean;
  /** A value in words: the name of a category, of a kind. */
  readonly valueText: (field: ComparedField, draft: TicketDraft) => string;
  /** The ticket shall say this. */
  readonly onDecide: (chosen: TicketDraft) => void;
  /** The ticket stays as it is, and what was written here goes on as another draft. */
  readonly onKeepBoth: () => void;
};

/** The ticket says something else than the draft: both side by side, and the person decides field by field. */
export function ConflictBoard(props: ConflictBoardProps): ReactNode {
  const { t } = useTranslation();
  const name = useId();
  const { mine, theirs, mayChange, valueText } = props;
  const fields = differences(mine, theirs);
  const [fromTicket, setFromTicket] = useState<ReadonlySet<ComparedField>>(new Set());
  const choose = (field: ComparedField, isTicket: boolean) => {
    const next = new Set(fromTicket);
    if (isTicket) next.add(field);
    else next.delete(field);
    setFromTicket(next);
  };
  const side = (field: ComparedField, isTicket: boolean) => {
    const words = valueText(field, isTicket ? theirs : mine) || t('conflict.empty');
    const isChosen = fromTicket.has(field) === isTicket;
    return (
      <td>
        <label className={styles['side']} data-chosen={mayChange && isChosen}>
          {mayChange && (
            <input
              type="radio"
              name={`${name}-${field}`}
              checked={isChosen}
              aria-label={t(isTicket ? 'conflict.takeTicket' : 'conflict.takeMine', {
                field: t(fieldLabels[field]),
              })}
              onChange={() => choose(field, isTicket)}
            />
          )}
          <span className={styles['words']}>{words}</span>
        </label>
      </td>
    );
  };
  return (
    <section className={styles['board']} aria-label={t('conflict.region')} data-tone="warn">
      <header>
        <b>{t('conflict.title', { ticketNo: props.ticketNo })}</b>
        <small>{t(mayChange ? 'conflict.more' : 'conflict.closed')}</small>
      </header>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.ticket')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{t(fieldLabels[field])}</th>
                {side(field, false)}
                {side(field, true)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer>
        <Button onClick={() => props.onDecide(theirs)}>{t('conflict.allTicket')}</Button>
        <Button type={mayChange ? 'default' : 'primary'} onClick={props.onKeepBoth}>
          {t('conflict.keepBoth')}
        </Button>
        {mayChange && (
          <Button
            type="primary"
            onClick={() => props.onDecide(withFieldsOf(mine, theirs, [...fromTicket]))}
          >
            {t('conflict.decide')}
          </Button>
        )}
      </footer>
    </section>
  );
}
