import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TicketEvent } from '@hotline/domain/ticket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketScene, type TicketScene } from '../testing/ticket-scene.ts';

let scene: TicketScene;
beforeEach(async () => {
  scene = await ticketScene();
});
afterEach(() => scene.stop());

const notice = {
  year: 2027,
  source: '国办发明电〔2026〕1号',
  off: [{ from: '2027-01-01', to: '2027-01-03' }],
  working: ['2027-01-09'],
};
const dispatch: TicketEvent = { kind: 'dispatch', assignment: { main: 'water', joint: [] } };

async function ask(
  person: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const token = await scene.token(person);
  const answer = await fetch(`${scene.bridge.origin}/api/v1/holidays`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

describe('importing a year', () => {
  it('is a leader’s, takes effect at once, and twice changes nothing', async () => {
    scene.now = Date.UTC(2026, 11, 30, 4);
    const ticketNo = await scene.file('停水');
    expect(await scene.take('huang.lei', ticketNo, dispatch)).toMatchObject({
      error: { why: 'year-without-data', year: 2027 },
    });
    expect(await ask('zhou.min', notice)).toMatchObject({ status: 403 });
    expect(await ask('fang.hui', notice)).toEqual({
      status: 200,
      body: { year: 2027, taken: 'new' },
    });
    expect(await ask('fang.hui', notice)).toMatchObject({ body: { taken: 'unchanged' } });
    // 12/31, 1/4, 1/5, 1/6.
    expect(await scene.take('huang.lei', ticketNo, dispatch)).toMatchObject({
      value: { dueAt: Date.parse('2027-01-07T00:00:00+08:00') },
    });
  });

  it('moves what is due, in lists too, when the notice is corrected', async () => {
    scene.now = Date.UTC(2026, 11, 30, 4);
    await ask('fang.hui', notice);
    const ticketNo = await scene.file('停水');
    await scene.play(ticketNo, [
      ['huang.lei', dispatch],
      ['ma.tao', { kind: 'sign' }],
      ['ma.tao', { kind: 'contact', text: '已电话联系' }],
    ]);
    const corrected = { ...notice, off: [{ from: '2027-01-01', to: '2027-01-05' }] };
    expect(await ask('fang.hui', corrected)).toMatchObject({ body: { taken: 'changed' } });
    const leader = await scene.as('fang.hui');
    expect(await leader.read(ticketNo)).toMatchObject({
      value: { dueAt: Date.parse('2027-01-09T00:00:00+08:00') },
    });
    scene.now = Date.parse('2027-01-08T12:00:00+08:00');
    await expect
      .poll(
        async () => {
          const page = await (await scene.as('fang.hui')).list({ list: 'due-soon' });
          return page.ok ? page.value.tickets.map(({ title }) => title) : page.error;
        },
        { timeout: 20_000 },
      )
      .toEqual(['停水']);
  });

  it('lists the years that are known, and who imported them', async () => {
    await ask('fang.hui', notice);
    expect(await ask('zhou.min')).toMatchObject({
      status: 200,
      body: [
        { year: 2025, imported: null },
        { year: 2026, imported: null },
        { year: 2027, imported: { person: 'fang.hui' } },
      ],
    });
  });

  it.each<[string, object, string, string]>([
    ['a worked Friday', { working: ['2027-01-08'] }, 'working[0]', '周六或周日'],
    ['a day that does not exist', { working: ['2027-02-30'] }, 'working[0]', ''],
    [
      'an end before its beginning',
      { off: [{ from: '2027-01-03', to: '2027-01-01' }] },
      'off[0]',
      '止不早于起',
    ],
    ['another year’s days', { working: ['2029-01-06'] }, '', '这一年'],
    ['no source', { source: '' }, 'source', '至少'],
    ['a key that is none', { holidays: [] }, 'holidays', '不认识的键'],
  ])('tells what is wrong and takes nothing: %s', async (_, change, path, words) => {
    const refused = await ask('fang.hui', { ...notice, ...change });
    expect(refused.status).toBe(422);
    const { problems } = refused.body as { problems: { path: string; zh: string }[] };
    const problem = problems.find((one) => one.path === path);
    expect(problem?.zh).toContain(words);
    expect((await ask('fang.hui')).body).toHaveLength(2);
  });
});

describe('pnpm holidays import', () => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['apps/cti-bridge/src/calendar/import-holidays.ts', ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOTLINE_DATA: scene.bridge.folder },
      encoding: 'utf8',
    });

  it('takes a file beside the running bridge, tells what is wrong in one, and how it is used', async () => {
    const path = join(scene.bridge.folder, '2027.json');
    writeFileSync(path, JSON.stringify(notice));
    expect(run('import', path)).toMatchObject({ status: 0, stderr: '' });
    expect(run('import', path).stdout).toContain('未改动');
    scene.now = Date.UTC(2026, 11, 30, 4);
    const ticketNo = await scene.file('停水');
    expect(await scene.take('huang.lei', ticketNo, dispatch)).toMatchObject({ ok: true });
    writeFileSync(path, JSON.stringify({ ...notice, working: ['2027-01-08'] }));
    expect(run('import', path)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('周六或周日') as string,
    });
    expect(run('eat', path).status).toBe(2);
  }, 120_000);
});
