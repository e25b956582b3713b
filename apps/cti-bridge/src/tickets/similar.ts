/** 相似未结工单: open tickets that may be about what is being written, each with the reason why it is shown. */
import { likeness } from '@hotline/domain/likeness';
import type { Actor } from '@hotline/domain/ticket';
import type { similarQuery, SimilarTickets } from '@hotline/domain/ticket-api';
import type { z } from 'zod';
import { numberKey, numbersOf, type TicketRecord, type TicketStore } from '../store/index.ts';
import { actionsOf, ticketView, type ViewRules } from './ticket-view.ts';

const SHOWN = 8;
const EXCERPT = 120;

/**
 * `callNumber`: of the call that the person's own seat has, or null. A secret ticket (保密) is found by that number alone:
 * a number that is typed in must not tell whose secret ticket there is.
 */
export async function similarTo(
  query: z.output<typeof similarQuery>,
  callNumber: string | null,
  by: Actor,
  store: Pick<TicketStore, 'candidates'>,
  rules: ViewRules,
  now: number,
): Promise<SimilarTickets> {
  const own = callNumber === null ? '' : numberKey(callNumber);
  const typed = numberKey(query.contactNumber);
  const asked = [...new Set([own, typed])].filter((number) => number !== '');
  const found = await store.candidates(query, asked);
  return found
    .flatMap((record) => {
      if (record.draft.draftId === query.draftId) return [];
      const numbers = numbersOf(record);
      const told = record.draft.secret ? [own] : asked;
      const like = likeness(
        query,
        record.draft,
        told.some((number) => number !== '' && numbers.includes(number)),
      );
      return like === null ? [] : [{ record, like }];
    })
    .toSorted((a, b) => b.like.score - a.like.score || newer(a.record, b.record))
    .slice(0, SHOWN)
    .map(({ record, like }) => ({
      ticket: ticketView(record, by, rules, now),
      place: record.draft.place,
      excerpt: Array.from(record.draft.text).slice(0, EXCERPT).join(''),
      reasons: [...like.reasons],
      score: like.score,
      actions: [...actionsOf(record.ticket, by)],
    }));
}

const newer = (a: TicketRecord, b: TicketRecord): number => b.filedAt - a.filedAt;
