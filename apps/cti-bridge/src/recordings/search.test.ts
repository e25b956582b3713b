import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerFact } from '@hotline/domain/ledger';
import { recordingOutline, recordingPage, type RecordingPage } from '@hotline/domain/recordings';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';

const AT = Date.UTC(2026, 10, 22, 2);
const MINUTE = 60_000;

let bridge: TestBridge;
let token: string;

beforeEach(async () => {
  bridge = await startTestBridge({
    change: (config) => ({
      ...config,
      recording: { ...config.recording, folder: join(config.dataFolder, 'recordings') },
    }),
    now: () => AT,
  });
  ({ token } = await bridge.grant('fang.hui'));
});
afterEach(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

const note = (at: number, fact: LedgerFact) => bridge.desk.parts().ledger.append(at, fact);

/** Stereo, 8 kHz, 16 bit: the citizen's side loud in the first half, the other in the second. */
function wav(ms: number): Buffer {
  const frames = 8 * ms;
  const bytes = Buffer.alloc(44 + frames * 4);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + frames * 4, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(32_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(frames * 4, 40);
  for (let frame = 0; frame < frames; frame += 1)
    bytes.writeInt16LE(-16_384, 44 + frame * 4 + (frame < frames / 2 ? 0 : 2));
  return bytes;
}

function recorded(callId: string, at: number, body = wav(2_000)): string {
  const { recordings } = bridge.desk.parts();
  if (recordings === null) throw new Error('recording is off');
  const path = recordings.newPath(callId, at);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body);
  recordings.started(callId, path, at);
  recordings.ended(path, at + 2_000, 2_000);
  return path;
}

async function call(callId: string, at: number, number: string, seatId: string): Promise<void> {
  const queueId = number.startsWith('138') ? 'default' : 'other';
  const mode = 'bridge';
  await note(at, { kind: 'call-arrived', callId, number, queueId, skills: [], mode });
  await note(at, { kind: 'call-answered', callId, seatId, leg: 'l', waitMs: 1 });
  recorded(callId, at);
}

function ask(path: string, body?: unknown, bearer = token): Promise<Response> {
  return fetch(`${bridge.origin}/api/v1/recordings/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
async function find(body: unknown): Promise<RecordingPage> {
  const answer = await ask('search', body);
  expect(answer.status).toBe(200);
  return recordingPage.parse(await answer.json());
}
const ids = ({ recordings }: RecordingPage) => recordings.map(({ callId }) => callId);

describe('the search', () => {
  beforeEach(async () => {
    await call('c1', AT, '13800138000', '1001');
    await call('c2', AT + MINUTE, '13800138000', '1002');
    await call('c3', AT + 2 * MINUTE, '02788880000', '1001');
    const to = { kind: 'call-transferred', callId: 'c3', seatId: '1001', leg: 'm' } as const;
    await note(AT + 2 * MINUTE + 1, { ...to, to: '1003', how: 'attended' });
    recorded('unknown', AT - MINUTE);
  });

  it.each([
    ['all, newest first', {}, ['c3', 'c2', 'c1', 'unknown']],
    ['by time', { from: AT, to: AT + MINUTE }, ['c1']],
    ['by seat', { seatId: '1001' }, ['c3', 'c1']],
    ['by the seat that it went to', { seatId: '1003' }, ['c3']],
    ['by queue', { queueId: 'other' }, ['c3']],
    ['by call', { callId: 'c2' }, ['c2']],
    ['by number, however it is written', { number: '+86 138-0013-8000' }, ['c2', 'c1']],
    ['by number and seat', { number: '13800138000', seatId: '1002' }, ['c2']],
    ['nothing for a number nobody has', { number: '---' }, []],
  ])('finds %s', async (_, body, found) => {
    expect(ids(await find(body))).toEqual(found);
  });

  it('tells what is known of a call, and no number in full', async () => {
    const page = await find({ callId: 'c3' });
    expect(page.recordings[0]).toEqual({
      callId: 'c3',
      part: 1,
      startedAt: AT + 2 * MINUTE,
      lengthMs: 2_000,
      state: 'ended',
      direction: 'in',
      numberMasked: '027****0000',
      queueId: 'other',
      seats: ['1001', '1003'],
      transferred: true,
      emergency: false,
    });
    expect(JSON.stringify(await find({}))).not.toContain('13800138000');
  });

  it('goes on behind the last row', async () => {
    const first = await find({ limit: 3 });
    expect(ids(first)).toEqual(['c3', 'c2', 'c1']);
    const second = await find({ limit: 3, after: first.next });
    expect(ids(second)).toEqual(['unknown']);
    expect(second.next).toBeNull();
  });

  it.each([
    ['a cursor of somebody else’s', { after: 'x' }],
    ['an unknown key', { path: '/etc' }],
    ['a time that is none', { from: 'yesterday' }],
    ['too long a page', { limit: 5000 }],
  ])('refuses %s', async (_, body) => {
    expect((await ask('search', body)).status).toBe(400);
  });
});

describe('the outline', () => {
  it('tells the wave-form of both sides, and the marks', async () => {
    await call('c1', AT, '13800138000', '1001');
    await note(AT + 500, { kind: 'caller-held', callId: 'c1', seatId: '1001' });
    await note(AT + 900, { kind: 'caller-retrieved', callId: 'c1' });
    const outline = recordingOutline.parse(await (await ask('c1/outline')).json());
    expect(outline.durationMs).toBe(2_000);
    expect(outline.parts).toBe(1);
    expect(outline.marks).toEqual([
      { kind: 'answered', at: 0, to: null, who: '1001' },
      { kind: 'held', at: 500, to: 900, who: '1001' },
    ]);
    const { citizen = [], heard = [] } = outline.peaks ?? {};
    expect([citizen.length, heard.length]).toEqual([1200, 1200]);
    expect([citizen[10], citizen.at(-10), heard[10], heard.at(-10)]).toEqual([50, 0, 0, 50]);
  });

  it('says when a file is no recording, and when it is gone', async () => {
    recorded('c1', AT, Buffer.from('not a WAV file'));
    expect((await ask('c1/outline')).status).toBe(422);
    expect((await ask('c2/outline')).status).toBe(404);
  });
});

it('notes which stretch was heard, and refuses one of nothing', async () => {
  recorded('c1', AT);
  expect((await ask('c1/heard', { from: 0, to: 1_500 })).status).toBe(200);
  expect((await ask('c1/heard', { from: 1_500, to: 1_500 })).status).toBe(400);
  expect((await ask('c1/heard', { part: 2, from: 0, to: 1 })).status).toBe(404);
  const played = [...bridge.desk.parts().ledger.entries()]
    .map(({ fact }) => fact)
    .filter(({ kind }) => kind === 'recording-played');
  expect(played).toEqual([
    { kind: 'recording-played', callId: 'c1', person: 'fang.hui', part: 1, from: 0, to: 1_500 },
  ]);
});

it.each(['search', 'c1/outline', 'c1/heard'])(
  '%s is for those alone whom config names',
  async (path) => {
    recorded('c1', AT);
    const body = path === 'c1/outline' ? undefined : { from: 0, to: 1 };
    expect((await ask(path, body, 'nobody')).status).toBe(401);
    const agent = await bridge.grant('lin.xiaoyu');
    expect((await ask(path, body, agent.token)).status).toBe(403);
  },
);
