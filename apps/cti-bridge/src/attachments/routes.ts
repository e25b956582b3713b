/**
 * `/api/v1/uploads` speaks tus 1.0 (tus.io/protocols/resumable-upload) with the metadata `draftId` and `filename`; what
 * is here wholly is an attachment under the upload's id. A refusal has the same JSON as all others.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage } from 'node:http';
import { Server } from '@tus/server';
import { attachmentList, ticketRefused } from '@hotline/domain/ticket-api';
import { z } from 'zod';
import type { TicketStore } from '../store/index.ts';
import type { Seated } from '../tickets/ticket-service.ts';
import { attachmentView } from '../tickets/ticket-view.ts';
import type { AttachmentRules, Attachments } from './attachments.ts';

export type AttachmentRouteOptions = {
  readonly attachments: Attachments;
  readonly rules: AttachmentRules;
  readonly store: Pick<TicketStore, 'findAttachment' | 'attachmentsOfDraft'>;
  /** Whether this person may read the ticket. */
  readonly mayRead: (ticketNo: string, seated: Seated) => Promise<boolean>;
  readonly seatedOf: (request: FastifyRequest) => Seated;
  /** Rate limits. */
  readonly config: object;
};

const uploads = '/api/v1/uploads';
const params = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });
const ofDraft = z.object({ draftId: z.string().min(1).max(64) });
const refusals = { 400: ticketRefused, 401: ticketRefused, 404: ticketRefused };

export function addAttachmentRoutes(
  scope: FastifyInstance,
  { attachments, rules, store, mayRead, seatedOf, config }: AttachmentRouteOptions,
): void {
  const people = new WeakMap<IncomingMessage, string>();
  const tus = new Server({
    path: uploads,
    datastore: attachments.incoming,
    maxSize: rules.maxMegabytes * 1024 * 1024,
    relativeLocation: true,
    // Pages of other origins were refused before.
    allowedOrigins: () => true,
    async onUploadCreate(request, upload) {
      const node = request.runtime?.node?.req as IncomingMessage | undefined;
      const person = node === undefined ? undefined : people.get(node);
      if (person === undefined) throw new Error('an upload of nobody');
      return { metadata: await attachments.admit(upload, person) };
    },
    async onUploadFinish(_request, upload) {
      await attachments.finish(upload);
      return {};
    },
    onResponseError: (_request, error) => asJson(error),
  });
  const handOver = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    people.set(request.raw, seatedOf(request).by.person);
    reply.hijack();
    await tus.handle(request.raw, reply.raw);
  };

  // tus reads the bytes itself.
  scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) =>
    done(null),
  );
  const routes = scope.withTypeProvider<ZodTypeProvider>();
  const described = { config, schema: { description: 'tus 1.0', response: refusals } };

  routes.post(uploads, described, handOver);
  routes.head(
    `${uploads}/:id`,
    { config, schema: { description: 'tus 1.0', params } },
    async (request, reply) => {
      const { id } = request.params;
      const { person } = seatedOf(request).by;
      const found = await attachments.uploadOf(id);
      if (found !== null && found.upload.offset !== found.upload.size) {
        return found.person === person ? handOver(request, reply) : reply.code(404).send();
      }
      // All bytes came, and the bridge ended before it could say so.
      if (found?.person === person) {
        const refused = await attachments.finish(found.upload).then(() => null, asJson);
        if (refused !== null) return reply.code(refused.status_code).send();
      }
      const over = await store.findAttachment(id);
      if (over?.attachment.person !== person) return reply.code(404).send();
      const size = String(over.attachment.size);
      return reply
        .headers({ 'tus-resumable': '1.0.0', 'upload-offset': size, 'upload-length': size })
        .code(200)
        .send();
    },
  );
  routes.route({
    method: ['PATCH', 'DELETE'],
    url: `${uploads}/:id`,
    config,
    schema: { ...described.schema, params },
    async handler(request, reply) {
      const found = await attachments.uploadOf(request.params.id);
      return found?.person === seatedOf(request).by.person
        ? handOver(request, reply)
        : reply.code(404).send({ code: 'no-upload' });
    },
  });

  routes.get(
    '/api/v1/drafts/:draftId/attachments',
    { config, schema: { params: ofDraft, response: { 200: attachmentList, ...refusals } } },
    async (request, reply) => {
      const { person } = seatedOf(request).by;
      const found = await store.attachmentsOfDraft(request.params.draftId, person);
      return reply.code(200).send(found.map(attachmentView));
    },
  );
  routes.delete(
    '/api/v1/drafts/:draftId/attachments',
    { config, schema: { params: ofDraft, response: { 200: z.object({}), ...refusals } } },
    async (request, reply) => {
      await attachments.drop(request.params.draftId, seatedOf(request).by.person);
      return reply.code(200).send({});
    },
  );

  routes.get(
    '/api/v1/attachments/:id',
    {
      config,
      schema: { params, response: { 200: z.any().describe('the file'), ...refusals } },
    },
    async (request, reply) => {
      const seated = seatedOf(request);
      const found = await store.findAttachment(request.params.id);
      const isTheirs = found?.attachment.person === seated.by.person;
      const { attachment, ticketNo } = found ?? {};
      if (attachment === undefined) return reply.code(404).send({ code: 'no-attachment' });
      if (!isTheirs && (ticketNo == null || !(await mayRead(ticketNo, seated)))) {
        return reply.code(404).send({ code: 'no-attachment' });
      }
      const { sha256, size, name } = attachment;
      return reply
        .headers({
          // Never shown as a page of the bridge's origin, whatever it holds.
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          'content-length': size,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
          'cross-origin-resource-policy': 'same-origin',
        })
        .serializer((body: unknown) => body as string)
        .send(attachments.contents.read(sha256));
    },
  );
  routes.delete(
    '/api/v1/attachments/:id',
    {
      config,
      schema: { params, response: { 200: z.object({}), ...refusals, 409: ticketRefused } },
    },
    async (request, reply) => {
      const how = await attachments.remove(request.params.id, seatedOf(request).by.person);
      if (how === 'removed') return reply.code(200).send({});
      return how === 'already-filed'
        ? reply.code(409).send({ code: how })
        : reply.code(404).send({ code: 'no-attachment' });
    },
  );
}

/** tus says its refusals in plain words of English; the desk has its own, by code. */
function asJson(error: unknown): { status_code: number; body: string } {
  const { status_code: status = 500, body = '' } = error as { status_code?: number; body?: string };
  if (body.startsWith('{')) return { status_code: status, body };
  const code = codes[status] ?? (status >= 500 ? 'internal' : 'malformed');
  return { status_code: status, body: JSON.stringify({ code }) };
}

const codes: Readonly<Record<number, string>> = {
  404: 'no-upload',
  409: 'wrong-offset',
  410: 'no-upload',
  413: 'too-large',
};
