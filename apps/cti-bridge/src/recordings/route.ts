/**
 * Recordings over HTTP (Bearer token): `POST /api/v1/recordings/search`, `GET …/<call id>` to listen, whole or by ranges,
 * `GET …/<call id>/outline` for a player, `POST …/<call id>/heard` with the stretch that was heard.
 */
import { join } from 'node:path';
import {
  heardStretch,
  marksOf,
  recordedCallId,
  recordingQuery,
  type RecordingOutline,
  type RecordingTerms,
} from '@hotline/domain/recordings';
import { ledgerFact } from '@hotline/domain/ledger';
import send from '@fastify/send';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { LedgerPort, SealedLedgerPort } from '../ports.ts';
import { fileInFolder, type FoundFile } from './file-in-folder.ts';
import { listenerBy, loggedIn, type ListenerRules } from './listener.ts';
import { Listenings } from './listenings.ts';
import type { RecordingIndex } from './recording-index.ts';
import type { Recording } from './recording.ts';
import type { RecordingSearch } from './search.ts';
import { waveForm } from './wave-form.ts';

export type RecordingRouteOptions = ListenerRules & {
  readonly index: RecordingIndex;
  readonly search: RecordingSearch;
  /** Absolute. */
  readonly folder: string;
  readonly ledger: LedgerPort & SealedLedgerPort;
  readonly terms: Omit<RecordingTerms, 'mayListen'>;
  /** How a number that somebody typed is spelt in the book of calls. */
  readonly normalise: (raw: string) => string;
};

/** Points of the wave-form: as many as a wide screen has pixels for it. */
const STRETCHES = 1200;

const params = z.object({ callId: recordedCallId });
/** A call that was cut off and called back has a recording for each line. */
const query = z.object({ part: z.coerce.number().int().min(1).max(1000).default(1) });

type Chosen = {
  readonly recording: Recording;
  readonly parts: number;
  readonly file: FoundFile;
};
type NotThere = { readonly status: 404 | 409; readonly code: 'no-recording' | 'under-way' };

export function addRecordingRoutes(server: FastifyInstance, options: RecordingRouteOptions): void {
  const { index, search, folder, ledger, normalise, now } = options;
  const listenings = new Listenings();
  const listener = listenerBy(options);

  async function choose(callId: string, part: number): Promise<Chosen | NotThere> {
    const all = index.of(callId).filter(({ state }) => state !== 'missing');
    const recording = all[part - 1];
    if (recording === undefined) return { status: 404, code: 'no-recording' };
    // Its length is not known yet, and a player would take the first seconds for the whole.
    if (recording.state === 'on') return { status: 409, code: 'under-way' };
    const file = await fileInFolder(folder, recording.path);
    return file === null
      ? { status: 404, code: 'no-recording' }
      : { recording, parts: all.length, file };
  }

  server.post('/api/v1/recordings/search', { bodyLimit: 4096 }, async (request, reply) => {
    if (listener(request, reply, null) === null) return reply;
    const asked = recordingQuery.safeParse(request.body);
    if (!asked.success) return reply.code(400).send({ code: 'malformed' });
    const { number, ...rest } = asked.data;
    const spelt = number === undefined ? undefined : normalise(number);
    // What nobody could have called from finds nothing, not the calls without a number.
    if (spelt === '') return reply.send({ recordings: [], next: null });
    index.flush();
    const found = search.find({ ...rest, ...(spelt === undefined ? {} : { number: spelt }) });
    return found === null ? reply.code(400).send({ code: 'malformed' }) : reply.send(found);
  });

  server.get('/api/v1/recordings/terms', async (request, reply) => {
    const logIn = loggedIn(request, reply, options);
    if (logIn === null) return reply;
    const mayListen = options.listen.some((role) => role === logIn.role);
    const terms: RecordingTerms = mayListen
      ? { mayListen, ...options.terms }
      : { mayListen, queues: [], seats: [] };
    return reply.send(terms);
  });

  server.get('/api/v1/recordings/:callId', async (request, reply) => {
    const asked = params.safeParse(request.params);
    const which = query.safeParse(request.query);
    const { callId } = asked.data ?? { callId: null };
    const logIn = listener(request, reply, callId);
    if (logIn === null) return reply;
    if (callId === null || !which.success) return reply.code(400).send({ code: 'malformed' });
    const chosen = await choose(callId, which.data.part);
    if ('status' in chosen) return reply.code(chosen.status).send({ code: chosen.code });

    if (request.method === 'GET') {
      // On the ledger before the first word is heard: what cannot be noted is not played.
      try {
        await listenings.begin(logIn.person, chosen.recording.path, now(), () =>
          ledger.append(now(), { kind: 'recording-heard', callId, person: logIn.person }),
        );
      } catch {
        return reply.code(503).send({ code: 'internal' });
      }
    }
    const { statusCode, headers, stream } = await send(
      request.raw,
      encodeURI(`/${chosen.file.name}`),
      { root: folder, cacheControl: false, etag: false, lastModified: false, index: false },
    );
    return reply
      .code(statusCode)
      .headers(headers)
      .header('x-recording-parts', String(chosen.parts))
      .header('content-disposition', 'inline')
      .send(stream);
  });

  server.get('/api/v1/recordings/:callId/outline', async (request, reply) => {
    const asked = params.safeParse(request.params);
    const which = query.safeParse(request.query);
    const { callId } = asked.data ?? { callId: null };
    if (listener(request, reply, callId) === null) return reply;
    if (callId === null || !which.success) return reply.code(400).send({ code: 'malformed' });
    const chosen = await choose(callId, which.data.part);
    if ('status' in chosen) return reply.code(chosen.status).send({ code: chosen.code });
    const { recording, parts, file } = chosen;
    const row = search.ofCall(callId)[which.data.part - 1];
    const form = await waveForm(join(folder, file.name), STRETCHES);
    if (row === undefined || form === null)
      return reply.code(422).send({ code: 'unreadable-recording' });
    const facts = ledger.sealedOf(callId).flatMap(({ seq, at, fact }) => {
      const read = ledgerFact.safeParse(fact);
      return read.success ? [{ seq, at, fact: read.data }] : [];
    });
    const outline: RecordingOutline = {
      row,
      parts,
      durationMs: form.durationMs,
      peaks: form.peaks,
      marks: [...marksOf(facts, recording.startedAt, form.durationMs)],
    };
    return reply.send(outline);
  });

  server.post('/api/v1/recordings/:callId/heard', { bodyLimit: 1024 }, async (request, reply) => {
    const asked = params.safeParse(request.params);
    const heard = heardStretch.safeParse(request.body);
    const { callId } = asked.data ?? { callId: null };
    const logIn = listener(request, reply, callId);
    if (logIn === null) return reply;
    if (callId === null || !heard.success) return reply.code(400).send({ code: 'malformed' });
    const all = index.of(callId).filter(({ state }) => state !== 'missing');
    if (all[heard.data.part - 1] === undefined)
      return reply.code(404).send({ code: 'no-recording' });
    const { person } = logIn;
    try {
      await ledger.append(now(), { kind: 'recording-played', callId, person, ...heard.data });
    } catch {
      return reply.code(503).send({ code: 'internal' });
    }
    return reply.send({});
  });
}
