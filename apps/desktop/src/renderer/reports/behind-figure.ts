/**
 * What stands behind a figure that was opened: calls or tickets, and which of them. Of a 热点 the key says what it is:
 * `caller:<callId>`, `category:0203`, `place:420602`, `matter:20261130-000210,20261130-000211`.
 */
import {
  countedFigure,
  ticketFigure,
  type CallsQuery,
  type TicketsAsked,
} from '@hotline/domain/report-api';
import { daysLater } from '@hotline/domain/report-period';
import type { ReportPlace, SpotOpened } from '@hotline/ui';
import type { OpenFigure } from './report-address.ts';

const DAY = 86_400_000;
/** More than any 热点 looks back. */
const SPOT_DAYS = 30;
const spanOf = { day: DAY, week: 7 * DAY } as const;

export type Behind =
  | { readonly of: 'calls'; readonly query: Omit<CallsQuery, 'limit'> }
  | { readonly of: 'tickets'; readonly query: TicketsAsked };

/** `now`: the bridge's clock, ms. null: the address names a figure that this report has not. */
export function behind(place: ReportPlace, open: OpenFigure, now: number): Behind | null {
  if (place.subject === 'files') return null;
  if (place.subject === 'spots') return behindSpot(place, open.key, now);
  if (place.subject === 'calls') {
    const figure = countedFigure.safeParse(open.figure);
    return figure.success
      ? { of: 'calls', query: { figure: figure.data, ...callGroup(place, open.key) } }
      : null;
  }
  const figure = ticketFigure.safeParse(open.figure);
  return figure.success
    ? { of: 'tickets', query: { figure: figure.data, ...ticketGroup(place, open.key) } }
    : null;
}

/** As it stands in the address. */
export const spotKey = (spot: SpotOpened): string => {
  switch (spot.kind) {
    case 'caller':
      return `caller:${spot.callId}`;
    case 'matter':
      return `matter:${spot.ticketNos.join(',')}`;
    default:
      return `${spot.kind}:${spot.key}`;
  }
};

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function behindSpot({ to, window }: ReportPlace, key: string, now: number): Behind | null {
  const cut = key.indexOf(':');
  const value = key.slice(cut + 1);
  const range = { from: moment(now - spanOf[window]), to: moment(now) };
  switch (key.slice(0, cut)) {
    case 'caller':
      return {
        of: 'calls',
        query: { from: daysLater(to, -SPOT_DAYS), to, figure: 'offered', caller: value },
      };
    case 'category':
      return { of: 'tickets', query: { ...range, figure: 'filed', category: value } };
    case 'place':
      return { of: 'tickets', query: { ...range, figure: 'filed', place: value } };
    case 'matter':
      return { of: 'tickets', query: { ...range, figure: 'filed', tickets: value.split(',') } };
    default:
      return null;
  }
}

function callGroup({ by, from, to }: ReportPlace, key: string) {
  const all = { from, to };
  if (key === '*') return all;
  switch (by) {
    case 'queue':
    case 'skill':
    case 'seat':
    case 'team':
      return { ...all, [by]: key };
    case 'day':
      return { from: key, to: key };
    case 'hour':
      return { ...all, hour: Number(key) };
    case 'weekday-hour': {
      const [weekday = 1, hour = 0] = key.split('-').map(Number);
      return { ...all, weekday, hour };
    }
    default:
      return all;
  }
}

function ticketGroup({ by, from, to, under }: ReportPlace, key: string) {
  const all = { from, to, ...(under === null ? {} : { category: under }) };
  if (key === '*') return all;
  switch (by) {
    case 'unit':
    case 'kind':
    case 'category':
    case 'seat':
    case 'district':
      return { ...all, [by]: key };
    case 'day':
      return { ...all, from: key, to: key };
    default:
      return all;
  }
}
