import type { CallStep, WholeCall } from '@hotline/domain/report-api';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import type { TicketRecording } from '../ticket/ticket-calls.tsx';
import { reportZhCN } from '../words/report-zh-cn.ts';
import styles from './report-call.module.css';

/** One call: what it was, its recording, and what happened, to the millisecond, the first step first. */
export function ReportCallPage(props: {
  readonly call: WholeCall;
  readonly queueName: (queueId: string) => string;
  readonly recording: TicketRecording | null;
  readonly onListen: () => void;
  readonly onTicket: (ticketNo: string) => void;
  readonly onBack: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const { call, recording } = props;
  const name = t(call.direction === 'in' ? 'reports.callTitle' : 'reports.outgoing', {
    number: call.numberMasked,
  });
  const facts: readonly (readonly [string, string])[] = [
    [t('reports.callColumn.start'), dateTime(call.startAt, zone)],
    [t('reports.callColumn.queue'), props.queueName(call.queueId)],
    [t('reports.callColumn.seat'), call.seatId ?? t('reports.none')],
    [t('reports.callColumn.talk'), clockText(call.talkMs)],
  ];
  return (
    <article className={styles['page']} aria-label={name} data-testid="report-call">
      <header className={styles['head']}>
        <Button size="small" ref={focusAtOnce} aria-keyshortcuts="Escape" onClick={props.onBack}>
          {t('reports.backToCalls')}
        </Button>
        <h3>{name}</h3>
        {recording === null && (
          <Button size="small" onClick={props.onListen}>
            {t('reports.listen')}
          </Button>
        )}
        {recording?.kind === 'fetching' && <span>{t('reports.listening')}</span>}
        {recording?.kind === 'failed' && <span>{t(`reports.recording.${recording.why}`)}</span>}
      </header>
      <div className={styles['body']}>
        {recording?.kind === 'playing' && (
          // A recording of a call has no captions.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <audio
            controls
            autoPlay
            src={recording.url}
            aria-label={t('reports.recordingOf', { call: name })}
          />
        )}
        <dl className={styles['facts']}>
          {facts.map(([head, value]) => (
            <div key={head}>
              <dt>{head}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {call.ticketNos.length > 0 && (
            <div>
              <dt>{t('reports.tickets')}</dt>
              <dd>
                {call.ticketNos.map((ticketNo) => (
                  <button key={ticketNo} type="button" onClick={() => props.onTicket(ticketNo)}>
                    {ticketNo}
                  </button>
                ))}
              </dd>
            </div>
          )}
        </dl>
        <h4>{t('reports.timeLine')}</h4>
        <ol className={styles['line']} data-testid="call-time-line">
          {call.steps.map((step, index) => (
            // A fact may be on the ledger twice: its place tells it apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} data-step={step.kind}>
              <time>{dateTime(step.at, zone, true).slice(11)}</time>
              <span>
                <Step step={step} queueName={props.queueName} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </article>
  );
}

/** What was pressed to come here is gone. */
const focusAtOnce = (at: HTMLElement | null): void => at?.focus();

const whys = Object.keys(reportZhCN.reportWhy) as (keyof typeof reportZhCN.reportWhy)[];

function Step(props: {
  readonly step: CallStep;
  readonly queueName: (queueId: string) => string;
}): ReactNode {
  const { t } = useTranslation();
  const { kind, seatId, to, why } = props.step;
  const known = whys.find((each) => each === why);
  const because = known === undefined ? (why ?? '') : t(`reportWhy.${known}`);
  const target = kind === 'call-queued' && to !== null ? props.queueName(to) : (to ?? '');
  const words = t(`reportStep.${kind}`, { seat: seatId ?? '', to: target, why: because });
  // An arrival has a reason only when it was not the usual one.
  return kind === 'call-arrived' && because !== '' ? `${words} (${because})` : words;
}
