/**
 * `GET /s/<token>`: the question; `POST /s/<token>` with `score=1…5`: the answer, the first one counts. For citizens, who
 * have no log-in: the token is what they know. A gateway to the outside passes `/s/` on and nothing else.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { lineOf } from '@hotline/domain/metrics';
import type { LedgerPort } from '../ports.ts';
import type { LedgerReader } from '../store/index.ts';
import { callOfToken } from './link-token.ts';
import { PAGE_POLICY, pageLanguage, surveyPage, type PageState } from './survey-page.ts';

export const SURVEY_ROUTE = '/s/:token';

const params = z.object({ token: z.string().max(64) });
const answer = z.object({ score: z.enum(['1', '2', '3', '4', '5']).transform(Number) });

export type SurveyRouteOptions = {
  readonly secret: string;
  readonly openHours: number;
  readonly ledger: Pick<LedgerPort, 'append'> & Pick<LedgerReader, 'entriesOf'>;
  /** ms since 1970. */
  readonly now: () => number;
  readonly malformed: () => void;
};

const show = (
  request: FastifyRequest,
  reply: FastifyReply,
  state: PageState,
  code = state === 'over' ? 404 : 200,
) =>
  reply
    .code(code)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    })
    .send(surveyPage(state, pageLanguage(request.headers['accept-language'])));

export function addSurveyRoutes(server: FastifyInstance, options: SurveyRouteOptions): void {
  const { secret, openHours, ledger, now, malformed } = options;
  const limits = { bodyLimit: 256, config: { rateLimit: { max: 300, timeWindow: 60_000 } } };
  /** Answers that are on their way to the disk. */
  const taken = new Set<string>();

  function stateOf(callId: string | null): PageState {
    if (callId === null) return 'over';
    const entries = ledger.entriesOf(callId);
    const sent = entries.find(({ fact }) => fact.kind === 'survey-link' && fact.step === 'sent');
    if (sent === undefined) return 'over';
    if (taken.has(callId) || lineOf(entries)?.survey === 'scored') return 'thanks';
    return now() - sent.at > openHours * 3_600_000 ? 'over' : 'question';
  }
  const callOf = (request: FastifyRequest): string | null => {
    const parsed = params.safeParse(request.params);
    return parsed.success ? callOfToken(secret, parsed.data.token) : null;
  };
  server.get(SURVEY_ROUTE, limits, (request, reply) =>
    show(request, reply, stateOf(callOf(request))),
  );

  server.post(SURVEY_ROUTE, limits, async (request, reply) => {
    const callId = callOf(request);
    const state = stateOf(callId);
    if (callId === null || state !== 'question') return show(request, reply, state);
    const parsed = answer.safeParse(request.body);
    if (!parsed.success) {
      malformed();
      return show(request, reply, 'question', 400);
    }
    taken.add(callId);
    try {
      await ledger.append(now(), { kind: 'survey-answered', callId, score: parsed.data.score });
    } finally {
      taken.delete(callId);
    }
    return show(request, reply, 'thanks');
  });
}
