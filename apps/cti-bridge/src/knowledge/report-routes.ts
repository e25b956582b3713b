/** `POST …/reports` nothing found, or wrong · `GET …/reports` those that are open or answered · `POST …/reports/:id` the answer. */
import {
  knowledgeReport,
  reportAnswer,
  reportListQuery,
  type ReportRefusal,
} from '@hotline/domain/knowledge';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countsFor, reportScopeOf } from './counts.ts';
import type { Knowledge } from './knowledge.ts';
import { malformed, type WhoAsks } from './who-asks.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const statusOf: Readonly<Record<ReportRefusal['code'] | 'no-report', number>> = {
  'not-allowed': 403,
  'no-report': 404,
  'answered-already': 409,
  'reason-missing': 422,
  'wrong-answer': 422,
};

export function addReportRoutes(
  server: FastifyInstance,
  knowledge: Knowledge,
  person: WhoAsks,
  now: () => number,
): void {
  const { library, reports } = knowledge;

  server.post('/api/v1/knowledge/reports', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const by = person(request, reply);
    if (by === null) return reply;
    const told = knowledgeReport.safeParse(request.body);
    if (!told.success) return malformed(reply);
    const report = told.data;
    if (report.kind === 'wrong' && library.record(report.articleId).revision === 0) {
      return reply.code(404).send({ code: 'no-article' });
    }
    // Its unit cannot correct what nobody says is wrong.
    if (report.kind === 'wrong' && report.note === '') {
      return reply.code(422).send({ code: 'reason-missing' });
    }
    const at = now();
    const dueAt = knowledge.dueAt(report.kind, at);
    const unit = knowledge.unitFor(report);
    const reportId = reports.add(report, unit, by.person, at, dueAt);
    return reply.code(201).send({ reportId, unit, dueAt });
  });

  server.get('/api/v1/knowledge/reports', async (request, reply) => {
    const by = person(request, reply);
    if (by === null) return reply;
    const asked = reportListQuery.safeParse(request.query);
    if (!asked.success) return malformed(reply);
    const { list, limit } = asked.data;
    const at = now();
    return reply.send({
      reports: reports.list(list, reportScopeOf(by), limit, at),
      counts: countsFor(knowledge, by, at),
    });
  });

  server.post('/api/v1/knowledge/reports/:id', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const by = person(request, reply);
    if (by === null) return reply;
    const asked = params.safeParse(request.params);
    const given = reportAnswer.safeParse(request.body);
    if (!asked.success || !given.success) return malformed(reply);
    const result = reports.answer(asked.data.id, given.data, by, now());
    return result.ok
      ? reply.send(result.value)
      : reply.code(statusOf[result.error.code]).send(result.error);
  });
}
