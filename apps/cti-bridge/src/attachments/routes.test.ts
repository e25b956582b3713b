import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDraft } from '@hotline/domain/draft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTicketBridge, type TicketBridge } from '../testing/ticket-bridge.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let bridge: TicketBridge;
beforeAll(async () => {
  bridge = await startTicketBridge(() => Date.UTC(2026, 10, 25, 4));
});
afterAll(() => bridge.end());

const encoded = (text: string) => Buffer.from(text).toString('base64');

async function tus(
  person: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
) {
  const answer = await fetch(new URL(path, bridge.origin), {
    method,
    headers: {
      authorization: `Bearer ${await bridge.tokenOf(person)}`,
      'tus-resumable': '1.0.0',
      ...headers,
    },
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? '',
    offset: Number(answer.headers.get('upload-offset')),
    code: text === '' ? null : ((JSON.parse(text) as { code?: string }).code ?? null),
  };
}

const begin = (draftId: string, filename: string, size: number, person = 'zhou.min') =>
  tus(person, 'POST', '/api/v1/uploads', {
    'upload-length': String(size),
    'upload-metadata': `draftId ${encoded(draftId)},filename ${encoded(filename)}`,
  });
const send = (location: string, bytes: Uint8Array, offset: number, person = 'zhou.min') =>
  tus(
    person,
    'PATCH',
    location,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    bytes,
  );

/** @returns its id. */
async function upload(draftId: string, filename: string, bytes: Uint8Array, person = 'zhou.min') {
  const { location } = await begin(draftId, filename, bytes.byteLength, person);
  const sent = await send(location, bytes, 0, person);
  if (sent.status !== 204) throw new Error(`${sent.status} ${sent.code ?? ''}`);
  return location.split('/').at(-1) ?? '';
}

const get = async (person: string, id: string) =>
  fetch(`${bridge.origin}/api/v1/attachments/${id}`, {
    headers: { authorization: `Bearer ${await bridge.tokenOf(person)}` },
  });

/** Files of contents, by their hash; unfinished ones by `incoming/…`. */
const onDisk = (): readonly string[] =>
  readdirSync(join(bridge.folder, 'attachments'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /[0-9a-f]{32,}$/.test(name),
  );

describe('an upload', () => {
  it('is gone on with where it broke off, and is kept under its hash', async () => {
    const bytes = Buffer.concat([png, Buffer.alloc(3_000_000, 7)]);
    const { location, status } = await begin('d1', '现场照片𠮷.png', bytes.byteLength);
    expect(status).toBe(201);
    expect(await send(location, bytes.subarray(0, 2_000_000), 0)).toMatchObject({
      status: 204,
      offset: 2_000_000,
    });
    expect(await send(location, bytes.subarray(1000), 1000)).toMatchObject({
      status: 409,
      code: 'wrong-offset',
    });
    expect(await tus('zhou.min', 'HEAD', location)).toMatchObject({ offset: 2_000_000 });
    const agent = await bridge.as('zhou.min');
    expect(await agent.attachmentsOf('d1')).toEqual({ ok: true, value: [] });
    expect(await send(location, bytes.subarray(2_000_000), 2_000_000)).toMatchObject({
      status: 204,
    });
    // The last answer was lost: the seat asks how far it came.
    expect(await tus('zhou.min', 'HEAD', location)).toMatchObject({
      status: 200,
      offset: bytes.byteLength,
    });
    const found = await agent.attachmentsOf('d1');
    expect(found).toMatchObject({
      value: [{ name: '现场照片𠮷.png', type: 'image/png', size: bytes.byteLength, draftId: 'd1' }],
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(onDisk()).toContain(join(sha256.slice(0, 2), sha256));
    expect(onDisk().filter((name) => name.startsWith('incoming'))).toEqual([]);
  });

  it.each([
    ['a page in the clothes of a picture', 'a.png', '<!doctype html><script>alert(1)</script>'],
    ['a drawing', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a drawing with its declaration', 'a.txt', '<?xml version="1.0"?><svg/>'],
    ['a program', 'a.jpg', `MZ${'\u0000'.repeat(100)}`],
  ])('of %s is refused and leaves nothing', async (_, name, content) => {
    const bytes = Buffer.from(content);
    const { location } = await begin('d2', name, bytes.byteLength);
    expect(await send(location, bytes, 0)).toMatchObject({ status: 415, code: 'type-not-allowed' });
    expect(await tus('zhou.min', 'HEAD', location)).toMatchObject({ status: 404 });
    expect(onDisk().filter((found) => found.startsWith('incoming'))).toEqual([]);
  });

  it('is refused when it is too large, empty, of no draft, or of nobody', async () => {
    expect(await begin('d2', 'a.png', 21 * 1024 * 1024)).toMatchObject({
      status: 413,
      code: 'too-large',
    });
    expect(await begin('d2', 'a.png', 0)).toMatchObject({ status: 400, code: 'empty-file' });
    expect(await begin('', 'a.png', 9)).toMatchObject({ status: 400, code: 'malformed' });
    const stranger = await fetch(`${bridge.origin}/api/v1/uploads`, {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '9' },
    });
    expect(stranger.status).toBe(401);
  });

  it('stands still for everybody but who began it', async () => {
    const { location } = await begin('d3', 'a.png', png.byteLength);
    expect(await send(location, png, 0, 'fang.hui')).toMatchObject({ status: 404 });
    expect(await tus('fang.hui', 'HEAD', location)).toMatchObject({ status: 404 });
    expect(await tus('fang.hui', 'DELETE', location)).toMatchObject({ status: 404 });
    expect(await tus('zhou.min', 'DELETE', location)).toMatchObject({ status: 204 });
    expect(await tus('zhou.min', 'HEAD', '/api/v1/uploads/..%2f..%2fbridge.sqlite')).toMatchObject({
      status: 400,
    });
  });
});

describe('an attachment', () => {
  it('may be read by whoever may read its ticket, as a file and never as a page', async () => {
    const id = await upload('d4', '../证据.txt', Buffer.from('证据一'));
    expect((await get('fang.hui', id)).status).toBe(404);
    // Somebody else's draft of the same id is another draft.
    await bridge.file('d4', {}, 'fang.hui');
    expect((await get('fang.hui', id)).status).toBe(404);
    const ticketNo = await bridge.file('d4-own', { draftId: 'd4' });
    const leader = await bridge.as('fang.hui');
    expect(await leader.read(ticketNo)).toMatchObject({
      value: { attachments: [{ id, name: '证据.txt', type: 'text/plain' }] },
    });
    const read = await get('fang.hui', id);
    expect(await read.text()).toBe('证据一');
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('证据.txt')}`,
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await get('ma.tao', id)).status).toBe(404);
    await (
      await bridge.as('huang.lei')
    ).step(ticketNo, {
      expectedVersion: 1,
      event: { kind: 'dispatch', assignment: { main: 'water', joint: [] } },
    });
    expect((await get('ma.tao', id)).status).toBe(200);
    expect((await get('guo.yan', id)).status).toBe(404);
    expect(await (await bridge.as('zhou.min')).removeAttachment(id)).toMatchObject({
      error: { status: 409, why: 'already-filed' },
    });
  });

  it('of a draft that joined a ticket is the ticket’s', async () => {
    const ticketNo = await bridge.file('d5');
    const id = await upload('d6', 'a.png', png);
    const agent = await bridge.as('zhou.min');
    await agent.join(ticketNo, {
      draft: { ...emptyDraft('d6', null), title: '补充照片' },
      urge: false,
    });
    expect(await agent.read(ticketNo)).toMatchObject({ value: { attachments: [{ id }] } });
  });

  it('goes with its dropped draft; a content that another one has stays', async () => {
    const content = Buffer.from('同一内容');
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = join(bridge.folder, 'attachments', sha256.slice(0, 2), sha256);
    const kept = await upload('d7', 'a.txt', content);
    const dropped = await upload('d8', 'b.txt', content);
    await begin('d8', 'unfinished.png', 100);
    const agent = await bridge.as('zhou.min');
    const leader = await bridge.as('fang.hui');
    await leader.dropAttachments('d8');
    expect((await get('zhou.min', dropped)).status).toBe(200);
    await agent.dropAttachments('d8');
    expect((await get('zhou.min', dropped)).status).toBe(404);
    expect(onDisk().filter((name) => name.startsWith('incoming'))).toEqual([]);
    expect(await (await get('zhou.min', kept)).text()).toBe('同一内容');
    expect(await leader.removeAttachment(kept)).toMatchObject({ error: { status: 404 } });
    expect(await agent.removeAttachment(kept)).toMatchObject({ ok: true });
    expect(existsSync(path)).toBe(false);
  });
});
