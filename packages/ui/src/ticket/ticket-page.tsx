import { ArrowLeftOutlined, PhoneOutlined } from '@ant-design/icons';
import type {
  AttachmentView,
  Revealed,
  TicketTerms,
  WholeTicket,
} from '@hotline/domain/ticket-api';
import type { TicketStep } from '@hotline/domain/ticket';
import { isStep, type StepValues } from '@hotline/domain/ticket-form';
import { Button } from 'antd';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import { Complainant } from './complainant.tsx';
import { StepConflict } from './step-conflict.tsx';
import { StepForm } from './step-form.tsx';
import { callsOf, TicketCalls, type TicketRecording } from './ticket-calls.tsx';
import { TicketFiles, type TicketFile } from './ticket-files.tsx';
import { TicketLinks } from './ticket-links.tsx';
import { DueMark, StateMark, TicketMarks } from './ticket-marks.tsx';
import { TicketMatter } from './ticket-matter.tsx';
import { nameOf, personName } from './ticket-names.ts';
import { TicketPace } from './ticket-pace.tsx';
import { TicketTimeLine } from './time-line.tsx';
import styles from './ticket-page.module.css';

export type TicketPageProps = {
  readonly ticket: WholeTicket;
  readonly terms: TicketTerms;
  readonly form: {
    readonly step: TicketStep;
    readonly values: StepValues;
    readonly sending: boolean;
    readonly refusal: string | null;
  } | null;
  /** The version that the form was filled in for, when another step came in between. */
  readonly conflict: { readonly since: number } | null;
  /** The step that was just taken. */
  readonly done: TicketStep | null;
  readonly revealed: Revealed | null;
  readonly revealRefusal: string | null;
  readonly recordings: Readonly<Record<string, TicketRecording>>;
  /** By attachment: what has become of opening it. */
  readonly files: Readonly<Record<string, TicketFile>>;
  readonly linking: boolean;
  readonly linkRefusal: string | null;
  /** 回访 by telephone; null: this person has none. `hindrance`: why not now, in words. */
  readonly dial: { readonly hindrance: string | null; readonly onDial: () => void } | null;
  readonly onBack: () => void;
  readonly onForm: (step: TicketStep | null) => void;
  readonly onValues: (change: Partial<StepValues>) => void;
  readonly onSend: () => void;
  readonly onConflictRead: () => void;
  readonly onReveal: (reason: string) => void;
  readonly onConceal: () => void;
  readonly onListen: (callId: string) => void;
  readonly onFile: (attachment: AttachmentView) => void;
  readonly onLink: (ticketNo: string) => void;
  readonly onUnlink: (ticketNo: string) => void;
  readonly onOpen: (ticketNo: string) => void;
};

/** One ticket: what it is, what may be done, what was done. Steps open inline; nothing stands over anything. */
export function TicketPage(props: TicketPageProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { ticket, terms, form } = props;
  const page = useRef<HTMLElement>(null);
  const now = useClock()();
  const zone = useZone();
  const steps = ticket.steps.filter(isStep);
  const isTextOnly = ticket.matter.contactPreference === 'text-only';
  useEffect(() => {
    // A form that stands open has the caret already.
    if (page.current?.contains(document.activeElement) === false) page.current.focus();
  }, []);

  function leave(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    props.onBack();
  }
  return (
    // Esc goes back to the list.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={page}
      className={styles['page']}
      aria-label={t('ticket.page', { no: ticket.ticketNo })}
      tabIndex={-1}
      onKeyDown={leave}
      data-testid="ticket-page"
    >
      <header className={styles['top']}>
        <Button size="small" icon={<ArrowLeftOutlined />} onClick={props.onBack}>
          {t('ticket.backToList')} <kbd>Esc</kbd>
        </Button>
        <span className={styles['no']}>{ticket.ticketNo}</span>
        <span>{nameOf(terms.kinds, ticket.kind, i18n.language)}</span>
        <StateMark state={ticket.state} />
        <DueMark ticket={ticket} />
        <span>{nameOf(terms.urgencies, ticket.urgency, i18n.language)}</span>
        <TicketMarks ticket={ticket} />
      </header>
      <div className={styles['columns']}>
        <div className={styles['main']}>
          <h2 className={styles['title']}>{ticket.title}</h2>
          <p className={styles['quiet']}>
            {t('ticket.filed', {
              time: shortDate(ticket.filedAt, now, zone),
              person: personName(terms, ticket.person),
            })}
          </p>
          <fieldset className={styles['steps']} aria-label={t('ticket.steps')}>
            {props.dial !== null && steps.includes('revisit') && (
              <Button
                type="primary"
                icon={<PhoneOutlined />}
                disabled={props.dial.hindrance !== null || isTextOnly}
                title={t('ticket.dialMore')}
                onClick={props.dial.onDial}
              >
                {t('ticket.dial')}
              </Button>
            )}
            {steps.map((step) => (
              <Button
                key={step}
                aria-expanded={form?.step === step}
                onClick={() => props.onForm(form?.step === step ? null : step)}
              >
                {t(`ticket.step.${step}`)}
              </Button>
            ))}
            {steps.length === 0 && <p className={styles['quiet']}>{t('ticket.noSteps')}</p>}
            <output className={styles['done'] ?? ''} aria-live="polite">
              {props.done !== null &&
                `✓ ${t('ticket.done', { step: t(`ticket.step.${props.done}`) })}`}
            </output>
          </fieldset>
          {props.dial !== null &&
            steps.includes('revisit') &&
            (isTextOnly || (form === null && props.dial.hindrance !== null)) && (
              <p className={styles['quiet']}>
                {isTextOnly
                  ? t('ticket.textOnly')
                  : t('ticket.dialNot', { why: props.dial.hindrance })}
              </p>
            )}
          {props.conflict !== null && (
            <StepConflict
              entries={ticket.history.filter(({ no }) => no > (props.conflict?.since ?? 0))}
              terms={terms}
              isStillPossible={form === null || steps.includes(form.step)}
              onRead={props.onConflictRead}
            />
          )}
          {form !== null && (
            <StepForm
              key={form.step}
              {...form}
              terms={terms}
              onChange={props.onValues}
              onSend={props.onSend}
              onCancel={() => props.onForm(null)}
            />
          )}
          <TicketMatter ticket={ticket} terms={terms} />
          <section className={styles['block']} aria-label={t('ticket.timeLine')}>
            <h3>{t('ticket.timeLine')}</h3>
            <TicketTimeLine entries={ticket.history} terms={terms} />
          </section>
        </div>
        <div className={styles['side']}>
          <Complainant
            complainant={ticket.complainant}
            joined={ticket.joined}
            terms={terms}
            revealed={props.revealed}
            refusal={props.revealRefusal}
            onReveal={props.onReveal}
            onConceal={props.onConceal}
          />
          <TicketPace ticket={ticket} />
          <TicketFiles attachments={ticket.attachments} files={props.files} onOpen={props.onFile} />
          <TicketCalls
            calls={callsOf(ticket)}
            recordings={props.recordings}
            mayListen={terms.mayListen}
            onListen={props.onListen}
          />
          <TicketLinks
            ticket={ticket}
            linking={props.linking}
            refusal={props.linkRefusal}
            onLink={props.onLink}
            onUnlink={props.onUnlink}
            onOpen={props.onOpen}
          />
        </div>
      </div>
    </article>
  );
}
