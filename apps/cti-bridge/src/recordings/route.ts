/** `GET /api/v1/recordings/<call id>` (Bearer token): a recording to listen to, whole or by ranges. */
import send from '@fastify/send';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { BridgeConfig } from '../config/index.ts';
import type { LogIn } from '../people/log-in-registry.ts';
import type { LedgerPort } from '../ports.ts';
import { fileInFolder } from './file-in-folder.ts';
import { Listenings } from './listenings.ts';
import type { RecordingIndex } from './recording-index.ts';

export type RecordingRouteOptions = {
  readonly index: RecordingIndex;
  readonly recording: BridgeConfig['recording'];
  readonly ledger: LedgerPort;
  readonly byToken: (token: string, now: number) => LogIn | null;
  readonly now: () => number;
};

const params = z.object({ callId: z.string().regex(/^[\w.:+-]{1,64}$/) });
/** A call that was cut off and called back has a recording for each line. */
const query = z.object({ part: z.coerce.number().int().min(1).max(1000).default(1) });

export function addRecordingRoute(
  server: FastifyInstance,
  { index, recording, ledger, byToken, now }: RecordingRouteOptions,
): void {
  const { folder, listen } = recording;
  const listenings = new Listenings();

  server.get('/api/v1/recordings/:callId', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
    const logIn = token === undefined ? null : byToken(token, now());
    if (logIn === null) return reply.code(401).send();
    if (!listen.some((role) => role === logIn.role))
      return reply.code(403).send({ code: 'not-allowed' });

    const asked = params.safeParse(request.params);
    const which = query.safeParse(request.query);
    if (!asked.success || !which.success) return reply.code(400).send({ code: 'malformed' });
    const { callId } = asked.data;
    const all = index.of(callId).filter(({ state }) => state !== 'missing');
    const chosen = all[which.data.part - 1];
    if (chosen === undefined) return reply.code(404).send({ code: 'no-recording' });
    // Its length is not known yet, and a player would take the first seconds for the whole.
    if (chosen.state === 'on') return reply.code(409).send({ code: 'under-way' });
    const file = await fileInFolder(folder, chosen.path);
    if (file === null) return reply.code(404).send({ code: 'no-recording' });

    if (request.method === 'GET') {
      // On the ledger before the first word is heard: what cannot be noted is not played.
      try {
        await listenings.begin(logIn.person, chosen.path, now(), () =>
          ledger.append(now(), { kind: 'recording-heard', callId, person: logIn.person }),
        );
      } catch {
        return reply.code(503).send({ code: 'internal' });
      }
    }
    const { statusCode, headers, stream } = await send(request.raw, encodeURI(`/${file.name}`), {
      root: folder,
      cacheControl: false,
      etag: false,
      lastModified: false,
      index: false,
    });
    return reply
      .code(statusCode)
      .headers(headers)
      .header('x-recording-parts', String(all.length))
      .header('content-disposition', 'inline')
      .send(stream);
  });
}
