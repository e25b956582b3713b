import type { WholeTicket } from '@hotline/domain/ticket-api';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import styles from './ticket-page.module.css';

export type TicketRecording =
  | { readonly kind: 'fetching' }
  | { readonly kind: 'playing'; readonly url: string }
  | { readonly kind: 'failed'; readonly why: 'none' | 'under-way' | 'refused' | 'failed' };

export type TicketCall = {
  readonly callId: string;
  readonly at: number;
  readonly what: 'callIn' | 'callJoined' | 'callRevisit';
};

/** The call that a ticket came from, those that joined it, and those in which its citizen was asked again. */
export function callsOf({ matter, history, joined, filedAt }: WholeTicket): readonly TicketCall[] {
  const revisits = history.flatMap(({ at, event }): readonly TicketCall[] => {
    const { revisit } = event as { readonly revisit?: { readonly callId?: unknown } };
    const callId = revisit?.callId;
    return typeof callId === 'string' ? [{ callId, at, what: 'callRevisit' }] : [];
  });
  const joins = joined.flatMap(({ no, callId }): readonly TicketCall[] => {
    const at = history.find((entry) => entry.no === no)?.at ?? filedAt;
    return callId === null ? [] : [{ callId, at, what: 'callJoined' }];
  });
  const first: readonly TicketCall[] =
    matter.callId === null ? [] : [{ callId: matter.callId, at: filedAt, what: 'callIn' }];
  return [...first, ...joins, ...revisits].toSorted((one, other) => one.at - other.at);
}

export function TicketCalls(props: {
  readonly calls: readonly TicketCall[];
  /** By call. */
  readonly recordings: Readonly<Record<string, TicketRecording>>;
  readonly mayListen: boolean;
  readonly onListen: (callId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  return (
    <section className={styles['block']} aria-label={t('ticket.calls')}>
      <h3>{t('ticket.calls')}</h3>
      {props.calls.length === 0 && <p className={styles['quiet']}>{t('ticket.noCalls')}</p>}
      <ul className={styles['calls']}>
        {props.calls.map(({ callId, at, what }) => {
          const name = `${t(`ticket.${what}`)} ${shortDate(at, now, zone)}`;
          const recording = props.recordings[callId];
          return (
            <li key={callId} data-call={callId}>
              <span>{name}</span>
              {props.mayListen && recording === undefined && (
                <Button
                  size="small"
                  aria-label={t('ticket.recordingOf', { call: name })}
                  onClick={() => props.onListen(callId)}
                >
                  {t('ticket.listen')}
                </Button>
              )}
              {recording?.kind === 'fetching' && <span>{t('ticket.listening')}</span>}
              {recording?.kind === 'failed' && (
                <span>{t(`ticket.recording.${recording.why}`)}</span>
              )}
              {recording?.kind === 'playing' && (
                // What was said is in the ticket; a recording of the call has no captions.
                // oxlint-disable-next-line jsx-a11y/media-has-caption
                <audio
                  controls
                  autoPlay
                  src={recording.url}
                  aria-label={t('ticket.recordingOf', { call: name })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
