/** `/api/v1/reports/files`: inside the scope whose hook lets leaders through alone. */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { readFileName } from '@hotline/domain/report-period';
import { reportFiles, reportRefused } from '@hotline/domain/report-api';
import { z } from 'zod';
import { contentTypes } from '../export-table.ts';
import type { ReportFileWriter } from './write-files.ts';

const refusals = { 400: reportRefused, 401: reportRefused, 403: reportRefused };

export function addReportFileRoutes(
  scope: FastifyInstance,
  files: Pick<ReportFileWriter, 'view' | 'read'>,
  config: { readonly rateLimit: object },
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/reports/files',
    { config, schema: { response: { 200: reportFiles, ...refusals } } },
    async (_request, reply) => reply.code(200).send(await files.view()),
  );
  routes.get(
    '/api/v1/reports/files/:name',
    {
      config,
      schema: {
        params: z.object({ name: z.string().min(1).max(255) }),
        response: { ...refusals, 404: reportRefused },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const read = readFileName(name);
      const file = read === null ? null : await files.read(name);
      if (read === null || file === null) return reply.code(404).send({ code: 'no-file' });
      return sendFile(reply, { name, type: contentTypes[read.format], ...file });
    },
  );
}

function sendFile(
  reply: FastifyReply,
  file: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly stream: Readable;
  },
): FastifyReply {
  return reply
    .header('content-type', file.type)
    .header('content-length', file.bytes)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .header('x-content-type-options', 'nosniff')
    .send(file.stream);
}
