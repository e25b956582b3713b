/**
 * Where one is among the reports, as it stands in the page's address: `#reports?subject=calls&by=queue&span=day&from=…&to=…`,
 * with `&figure=abandoned&key=default` while the calls behind a figure are listed and `&call=…` while one is open. A
 * reload, a link and the browser's Back lead there.
 */
import {
  countedFigure,
  spotWindow,
  ticketFigure,
  type CountedFigure,
  type TicketFigure,
} from '@hotline/domain/report-api';
import { groupings, type ReportPlace } from '@hotline/ui';
import { z } from 'zod';

export type OpenFigure = {
  readonly figure: CountedFigure | TicketFigure;
  /** Of which row; `*`: of the whole period; of a 热点 what it is (behind-figure.ts). */
  readonly key: string;
};
export type ReportAddress = {
  readonly place: ReportPlace;
  readonly open: OpenFigure | null;
  readonly callId: string | null;
};

const NAME = '#reports';
const day = z.iso.date();
const shape = {
  subject: z.enum(['calls', 'tickets', 'spots', 'files']),
  span: z.enum(['day', 'week', 'month', 'range']),
  from: day,
  to: day,
  under: z.string().regex(/^(\d\d){1,7}$/),
  window: spotWindow,
  figure: z.union([countedFigure, ticketFigure]),
  key: z.string().max(4_000),
  call: z.string().min(1).max(64),
};

export function hashOf({ place, open, callId }: ReportAddress): string {
  const { under, ...rest } = place;
  const asked = new URLSearchParams(rest);
  if (under !== null) asked.set('under', under);
  if (open !== null) {
    asked.set('figure', open.figure);
    asked.set('key', open.key);
  }
  if (callId !== null) asked.set('call', callId);
  return `${NAME}?${asked.toString()}`;
}

/** null: the address is about something else. What in it makes no sense is as it usually is. */
export function addressIn(hash: string, usual: ReportPlace): ReportAddress | null {
  if (hash !== NAME && !hash.startsWith(`${NAME}?`)) return null;
  const given = new URLSearchParams(hash.slice(NAME.length + 1));
  const known = Object.fromEntries(
    [...given].filter(([name, value]) => {
      const field = shape[name as keyof typeof shape];
      return field !== undefined && field.safeParse(value).success;
    }),
  );
  const asked = z.object(shape).partial().parse(known);
  const subject = asked.subject ?? usual.subject;
  const offered = groupings[subject];
  const by = offered.find((each) => each === given.get('by')) ?? offered[0] ?? usual.by;
  const { from, to, figure } = asked;
  const isRange = from !== undefined && to !== undefined && from <= to;
  return {
    place: {
      subject,
      by,
      span: isRange ? (asked.span ?? 'range') : usual.span,
      from: isRange ? from : usual.from,
      to: isRange ? to : usual.to,
      under: by === 'category' ? (asked.under ?? null) : null,
      window: asked.window ?? usual.window,
    },
    open: figure === undefined ? null : { figure, key: asked.key ?? '*' },
    callId: asked.call ?? null,
  };
}
