import type { TicketTerms, TicketView } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { shortDate, type TimeZone } from '../time/clock-text.ts';
import { DueMark, StateMark, TicketMarks } from './ticket-marks.tsx';
import { nameOf, personName } from './ticket-names.ts';

export const ticketColumns = [
  'ticketNo',
  'due',
  'title',
  'kind',
  'urgency',
  'state',
  'unit',
  'filedAt',
  'person',
  'marks',
] as const;
export type TicketColumn = (typeof ticketColumns)[number];

/** Without them a row says nothing. */
export const fixedColumns: readonly TicketColumn[] = ['ticketNo', 'title'];
/** What fits beside the lists on a small screen; the rest is a click away. */
export const usualColumns: readonly TicketColumn[] = ticketColumns.filter(
  (column) => column !== 'person',
);

/** rem; the title takes what is left, and at least this. */
const widths: Readonly<Record<TicketColumn, number>> = {
  ticketNo: 8.5,
  due: 8.75,
  title: 13,
  kind: 4,
  urgency: 4,
  state: 8,
  unit: 6,
  filedAt: 6,
  person: 6,
  marks: 5,
};
/** “Request for help”, “Very urgent”: words of two characters in Chinese. */
const englishWidths: typeof widths = { ...widths, kind: 6.75, urgency: 5.25 };
/** Between two columns, and at both ends. */
const GAP_REM = 0.5;

/** Columns in their order. Every row has the same width, so that they stand one below the other. */
export function gridOf(
  columns: readonly TicketColumn[],
  language: string,
): {
  readonly gridTemplateColumns: string;
  readonly minWidth: string;
} {
  const rem = language === 'en' ? englishWidths : widths;
  const all = columns.reduce((sum, column) => sum + rem[column] + GAP_REM, GAP_REM);
  return {
    gridTemplateColumns: columns
      .map((column) => (column === 'title' ? `minmax(${rem.title}rem, 1fr)` : `${rem[column]}rem`))
      .join(' '),
    minWidth: `${all}rem`,
  };
}

export type CellContext = {
  readonly terms: TicketTerms;
  readonly language: string;
  readonly now: number;
  readonly zone: TimeZone;
};

/** What stands in one cell; `title`: the whole of what the cell may cut off. */
export function cellOf(
  column: TicketColumn,
  ticket: TicketView,
  { terms, language, now, zone }: CellContext,
): { readonly content: ReactNode; readonly title?: string } {
  switch (column) {
    case 'ticketNo':
      return { content: ticket.ticketNo };
    case 'due':
      return { content: <DueMark ticket={ticket} short /> };
    case 'title':
      return { content: ticket.title, title: ticket.title };
    case 'kind':
      return texts(nameOf(terms.kinds, ticket.kind, language));
    case 'urgency': {
      const { content, title } = texts(nameOf(terms.urgencies, ticket.urgency, language));
      // The list is in order: the last one is what must not be overlooked.
      const isHighest = terms.urgencies.at(-1)?.id === ticket.urgency;
      return { content: isHighest ? <b>{content}</b> : content, title };
    }
    case 'state':
      return { content: <StateMark state={ticket.state} /> };
    case 'unit':
      return ticket.assignment === null
        ? { content: null }
        : texts(nameOf(terms.units, ticket.assignment.main, language));
    case 'filedAt':
      return { content: shortDate(ticket.filedAt, now, zone) };
    case 'person':
      return texts(personName(terms, ticket.person));
    default:
      return { content: <TicketMarks ticket={ticket} short /> };
  }
}

const texts = (text: string) => ({ content: text, title: text });
