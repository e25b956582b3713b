import type { Page } from 'playwright-core';
import { emptyDraft, withoutComplainant } from '@hotline/domain/draft';
import type { SimilarTickets, WholeTicket } from '@hotline/domain/ticket-api';
import { aTicketView } from '@hotline/domain/ticket-api/testing';

const HOUR = 3_600_000;

const ticket = (ticketNo: string, title: string, filedAt: number) =>
  aTicketView({ ticketNo, version: 3, filedAt, kind: 'complaint', title, urged: 1 });

/** Two open tickets like whatever is written, and a bridge that takes the draft into either. */
export async function playSimilar(page: Page, now = Date.now()): Promise<{ joined: unknown[] }> {
  const joined: unknown[] = [];
  const hits: SimilarTickets = [
    {
      ticket: ticket('20261121-000847', '长虹路与大庆路路口西侧路灯连续三晚不亮', now - 26 * HOUR),
      place: '樊城区长虹路与大庆路路口西侧',
      excerpt: '来电人反映路口西侧三盏路灯不亮，夜间出行不便。',
      reasons: ['same-number', 'same-place', 'alike-text'],
      score: 92,
      actions: ['link', 'join', 'urge'],
    },
    {
      ticket: ticket('20261120-000511', '大庆路人行道地砖破损', now - 50 * HOUR),
      place: '樊城区大庆路',
      excerpt: '人行道多处地砖松动。',
      reasons: ['same-place'],
      score: 41,
      actions: ['link'],
    },
  ];
  await page.route('**/api/v1/tickets/similar', (route) => route.fulfill({ json: hits }));
  await page.route('**/api/v1/tickets/*/join', (route) => {
    joined.push(route.request().postDataJSON());
    const [hit] = hits;
    if (hit === undefined) return route.fulfill({ status: 404, json: { code: 'no-ticket' } });
    const whole: WholeTicket = {
      ...hit.ticket,
      matter: withoutComplainant(emptyDraft('other', null)),
      history: [],
      steps: [],
      held: [],
      limit: null,
      returnUntil: null,
      actions: ['link'],
      links: [],
      joined: [],
      attachments: [],
    };
    return route.fulfill({ json: whole });
  });
  return { joined };
}
