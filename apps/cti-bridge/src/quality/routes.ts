/** `/api/v1/quality/…` (Bearer token): reviews, their steps, the week's draw, calibrations. */
import {
  calibrationBegin,
  calibrationScoring,
  reviewListQuery,
  reviewPick,
  reviewStep,
} from '@hotline/domain/quality';
import type { Result } from '@hotline/domain/result';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LogIn } from '../people/log-in-registry.ts';
import { loggedIn } from '../recordings/listener.ts';
import type { CalibrationService } from './calibration-service.ts';
import type { QualityService } from './quality-service.ts';

type QualityRouteOptions = {
  readonly quality: QualityService;
  readonly calibrations: CalibrationService;
  readonly byToken: (token: string, now: number) => LogIn | null;
  readonly now: () => number;
};

const params = z.object({ id: z.coerce.number().int().min(1) });
const BODY_LIMIT = 256 * 1024;
const idOf = (request: FastifyRequest): number | null =>
  params.safeParse(request.params).data?.id ?? null;

const statuses: Readonly<Record<string, number>> = {
  'no-review': 404,
  'no-calibration': 404,
  'no-call': 404,
  'not-allowed': 403,
  'own-call': 403,
  'same-checker': 403,
  'other-checker': 403,
  conflict: 409,
  'wrong-state': 409,
};

export function addQualityRoutes(server: FastifyInstance, options: QualityRouteOptions): void {
  const { quality, calibrations, now } = options;
  type Answer = (person: string, request: FastifyRequest) => unknown;
  const malformed = Symbol('malformed');
  const missing = Symbol('missing');

  /** Nobody without a log-in; `malformed` is 400, `missing` 404, a refusal by its code, anything else the answer. */
  const answering = (answer: Answer) => (request: FastifyRequest, reply: FastifyReply) => {
    const logIn = loggedIn(request, reply, options);
    if (logIn === null) return reply;
    const said = answer(logIn.person, request);
    if (said === malformed) return reply.code(400).send({ code: 'malformed' });
    if (said === missing) return reply.code(404).send({ code: 'no-review' });
    return reply.send(said);
  };
  const deciding =
    (
      decide: (person: string, request: FastifyRequest) => Result<unknown, { code: string }> | null,
    ) =>
    (request: FastifyRequest, reply: FastifyReply) => {
      const logIn = loggedIn(request, reply, options);
      if (logIn === null) return reply;
      const decided = decide(logIn.person, request);
      if (decided === null) return reply.code(400).send({ code: 'malformed' });
      if (decided.ok) return reply.send(decided.value);
      return reply.code(statuses[decided.error.code] ?? 422).send(decided.error);
    };
  const limit = { bodyLimit: BODY_LIMIT };
  const at = '/api/v1/quality';

  server.get(
    `${at}/terms`,
    answering((person) => quality.terms(person)),
  );

  server.get(
    `${at}/reviews`,
    deciding((person, request) => {
      const asked = reviewListQuery.safeParse(request.query);
      if (!asked.success) return null;
      const page = quality.list(asked.data.list, asked.data.after, person);
      return page === null
        ? { ok: false, error: { code: 'not-allowed' } }
        : { ok: true, value: page };
    }),
  );
  server.get(
    `${at}/reviews/:id`,
    answering((person, request) => {
      const id = idOf(request);
      return id === null ? malformed : (quality.read(id, person) ?? missing);
    }),
  );
  server.post(
    `${at}/reviews`,
    limit,
    deciding((person, request) => {
      const asked = reviewPick.safeParse(request.body);
      return asked.success ? quality.pick(asked.data.callId, asked.data.seatId, person) : null;
    }),
  );
  server.post(
    `${at}/reviews/:id/steps`,
    limit,
    deciding((person, request) => {
      const id = idOf(request);
      const asked = reviewStep.safeParse(request.body);
      if (id === null || !asked.success) return null;
      return quality.step(id, asked.data.expectedVersion, asked.data.event, person);
    }),
  );
  server.post(
    `${at}/draw`,
    limit,
    deciding((person) =>
      quality.mayCheck(person)
        ? { ok: true, value: { drawn: quality.draw(now()) } }
        : { ok: false, error: { code: 'not-allowed' } },
    ),
  );

  server.get(
    `${at}/calibrations`,
    answering((person) => ({ calibrations: calibrations.list(person) })),
  );
  server.get(
    `${at}/calibrations/:id`,
    answering((person, request) => {
      const id = idOf(request);
      return id === null ? malformed : (calibrations.read(id, person) ?? missing);
    }),
  );
  server.post(
    `${at}/calibrations`,
    limit,
    deciding((person, request) => {
      const asked = calibrationBegin.safeParse(request.body);
      if (!asked.success) return null;
      const { callId, seatId, checkers } = asked.data;
      return calibrations.begin(callId, seatId, checkers, person);
    }),
  );
  server.post(
    `${at}/calibrations/:id/scoring`,
    limit,
    deciding((person, request) => {
      const id = idOf(request);
      const asked = calibrationScoring.safeParse(request.body);
      return id === null || !asked.success
        ? null
        : calibrations.score(id, asked.data.scoring, person);
    }),
  );
  server.post(
    `${at}/calibrations/:id/show`,
    limit,
    deciding((person, request) => {
      const id = idOf(request);
      return id === null ? null : calibrations.show(id, person);
    }),
  );
}
