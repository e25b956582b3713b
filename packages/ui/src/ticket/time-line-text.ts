/** What stands in one entry of a ticket's history, in words. */
import {
  ticketEvent,
  ticketNote,
  type TicketTerms,
  type WholeTicket,
} from '@hotline/domain/ticket-api';
import type { Assignment, Revisit, Score, TicketEvent, TicketNote } from '@hotline/domain/ticket';
import type { TFunction } from 'i18next';
import { nameOf } from './ticket-names.ts';

export type TicketEntry = WholeTicket['history'][number];

export type EntryText = {
  readonly title: string;
  /** Facts, in one line. */
  readonly facts: readonly string[];
  /** What a person wrote; '' nothing. */
  readonly text: string;
  /** The call in which it happened. */
  readonly callId: string | null;
};

export function entryText(
  { event }: TicketEntry,
  terms: TicketTerms,
  language: string,
  t: TFunction,
): EntryText {
  if (event.kind === 'accept') return bare(t('ticket.entry.accept'));
  const noted = ticketNote.safeParse(event);
  if (noted.success) return noteText(noted.data, t);
  const known = ticketEvent.safeParse(event);
  // A newer bridge knows a step that this desk does not.
  if (!known.success) return bare(t('ticket.entry.unknown', { kind: event.kind }));
  const step = known.data;
  return {
    title: t(`ticket.entry.${step.kind}`),
    facts: factsOf(step, (id) => nameOf(terms.units, id, language), t),
    text: wordsOf(step),
    callId: step.kind === 'revisit' ? (step.revisit.callId ?? null) : null,
  };
}

function noteText(note: TicketNote, t: TFunction): EntryText {
  const title = t(`ticket.entry.${note.kind}`);
  if (note.kind !== 'join') return { ...bare(title), facts: [note.ticketNo] };
  return { title, facts: [note.title], text: note.text, callId: note.callId };
}

const bare = (title: string): EntryText => ({ title, facts: [], text: '', callId: null });

function factsOf(step: TicketEvent, unit: (id: string) => string, t: TFunction): string[] {
  switch (step.kind) {
    case 'dispatch':
    case 'reassign':
      return unitsText(step.assignment, unit, t);
    case 'refuse':
      return [t(`ticket.refusalReason.${step.reason}`)];
    case 'merge':
      return [t('ticket.entryText.into', { no: step.into })];
    case 'decide-return':
      return [t(step.upheld ? 'ticket.entryText.upheld' : 'ticket.entryText.rejected')];
    case 'audit':
      return [t(step.passed ? 'ticket.entryText.passed' : 'ticket.entryText.failed')];
    case 'revisit':
      return revisitText(step.revisit, t);
    case 'rate':
      return (['acceptance', 'handling'] as const).map((stage) =>
        t(`ticket.entryText.${stage}`, { score: scoreText(step.rating[stage], t) }),
      );
    default:
      return [];
  }
}

export function unitsText(
  { main, joint }: Assignment,
  unit: (id: string) => string,
  t: TFunction,
): string[] {
  return [
    t('ticket.mainUnit', { unit: unit(main) }),
    ...(joint.length === 0
      ? []
      : [t('ticket.jointUnits', { units: joint.map(unit).join(t('joiner')) })]),
  ];
}

function revisitText(revisit: Revisit, t: TFunction): string[] {
  if (!revisit.reached) return [t('ticket.entryText.missed')];
  const answer = (said: boolean | null) =>
    t(said === null ? 'ticket.choice.unknown' : said ? 'ticket.choice.yes' : 'ticket.choice.no');
  return [
    t('ticket.entryText.reached'),
    t('ticket.entryText.contacted', { answer: answer(revisit.contactedByUnit) }),
    t('ticket.entryText.solved', { answer: answer(revisit.solved) }),
  ];
}

const scoreText = (score: Score | null, t: TFunction): string =>
  t(`ticket.score.${score ?? 'none'}`);

function wordsOf(step: TicketEvent): string {
  if ('answer' in step) return step.answer;
  if ('explanation' in step) return step.explanation;
  if ('text' in step) return step.text;
  if ('why' in step) return step.why;
  return step.kind === 'ask-return' ? step.reason : '';
}
