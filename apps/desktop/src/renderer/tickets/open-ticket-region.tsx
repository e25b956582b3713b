import { TicketPage, TicketUnread, useRefusalText } from '@hotline/ui';
import { noValues } from '@hotline/domain/ticket-form';
import type { TicketTerms } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { useDialHindrance } from '../workbench/transfer-region.tsx';
import styles from './tickets.module.css';

export function OpenTicketRegion({
  ticketNo,
  terms,
}: {
  readonly ticketNo: string;
  readonly terms: TicketTerms;
}): ReactNode {
  const { t } = useTranslation();
  const { tickets } = useDesk();
  const { open } = tickets;
  const state = useStore(open.state);
  const hindrance = useDialHindrance();
  const isAtSeat = useDeskState(
    ({ stage }) => stage.kind === 'signed-in' && stage.person.role !== 'office',
  );
  const refusalText = useRefusalText();
  const { whole, step, failure } = state;
  if (whole === null) {
    return (
      <TicketUnread
        ticketNo={ticketNo}
        failure={
          failure === null
            ? null
            : failure === 'no-ticket'
              ? t('ticket.gone')
              : failure === 'offline'
                ? t('tickets.offline')
                : t('tickets.failed', { why: refusalText({ code: failure }) })
        }
        onBack={() => tickets.backToList()}
        onAgain={() => void open.refresh()}
      />
    );
  }
  return (
    <div className={styles['ticket']}>
      {failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {failure === 'offline'
            ? t('tickets.offline')
            : t('tickets.failed', { why: refusalText({ code: failure }) })}
        </p>
      )}
      <TicketPage
        key={ticketNo}
        ticket={whole}
        terms={terms}
        form={
          step === null
            ? null
            : {
                step,
                values: state.values[step] ?? noValues,
                sending: state.sending,
                refusal: state.refusal === null ? null : refusalText(state.refusal),
              }
        }
        conflict={state.conflict}
        done={state.done}
        revealed={state.revealed}
        revealRefusal={
          state.revealRefusal === null ? null : refusalText({ code: state.revealRefusal })
        }
        recordings={state.recordings}
        files={state.files}
        linking={state.linking}
        linkRefusal={state.linkRefusal === null ? null : refusalText(state.linkRefusal)}
        dial={isAtSeat ? { hindrance, onDial: () => void tickets.dial() } : null}
        onBack={() => tickets.backToList()}
        onForm={(asked) => open.form(asked)}
        onValues={(change) => open.change(change)}
        onSend={() => tickets.send()}
        onConflictRead={open.conflictRead}
        onReveal={(reason) => void open.reveal(reason)}
        onConceal={open.conceal}
        onListen={(callId) => void open.listen(callId)}
        onFile={(attachment) => void open.openFile(attachment)}
        onLink={(other) => void open.link('link', other)}
        onUnlink={(other) => void open.link('unlink', other)}
        onOpen={(other) => tickets.openTicket(other)}
      />
    </div>
  );
}
