/** 定期报表 over HTTP: what the bridge itself wrote of a day without calls, and who may have it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text } from 'node:stream/consumers';
import { emptyTicketTally } from '@hotline/domain/ticket-figures';
import { reportFiles } from '@hotline/domain/report-api';
import { openStore, openLedger, sqliteRunner } from '../../store/index.ts';
import { forget, startTestBridge, type TestBridge } from '../../testing/test-bridge.ts';
import { testDefinition } from '../../testing/test-definition.ts';
import { createReportService } from '../report-service.ts';
import { openFileFolder } from './file-folder.ts';
import { makeReport } from './make-report.ts';
import { madeReport } from './write-files.ts';

const name = 'calls-daily_2026-11-29_gb.csv';
const content = '\ufeff队列\r\n综合受理\r\n';
let bridge: TestBridge;
beforeAll(async () => {
  bridge = await startTestBridge();
  const folder = openFileFolder(join(bridge.folder, 'reports'));
  const table = { name: 's', columns: [{ head: '队列', value: (row: string) => row }] };
  await folder.write(name, madeReport('gb', table, ['综合受理']).write('csv'));
  writeFileSync(join(bridge.folder, 'reports', 'notes.txt'), 'mine');
}, 60_000);
afterAll(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

const ask = (path: string, token: string | null) =>
  fetch(`${bridge.origin}/api/v1/reports/files${path}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });

describe('over HTTP', () => {
  it('a leader has the list and the file', async () => {
    const { token } = await bridge.grant('fang.hui');
    const list = reportFiles.parse(await (await ask('', token)).json());
    expect(list.files).toMatchObject([
      { name, schedule: 'calls-daily', from: '2026-11-29', to: '2026-11-29', definition: 'gb' },
    ]);
    expect(list.schedules.map(({ id }) => id)).toContain('calls-monthly');
    const file = await ask(`/${name}`, token);
    expect(await file.text()).toBe(content.slice(1));
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    expect(file.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    '..%2Fbridge.sqlite',
    '%2e%2e%2fbridge.sqlite',
    'notes.txt',
    'calls-daily_2026-11-28_gb.csv',
  ])('nothing but those files: %s', async (path) => {
    const { token } = await bridge.grant('fang.hui');
    expect((await ask(`/${path}`, token)).status).toBe(404);
  });

  it('nobody else: an agent, a forged token, none', async () => {
    const { token } = await bridge.grant('lin.xiaoyu');
    for (const path of ['', `/${name}`]) {
      expect((await ask(path, token)).status).toBe(403);
      expect((await ask(path, `${token}x`)).status).toBe(401);
      expect((await ask(path, null)).status).toBe(401);
    }
  });
});

it('a day without calls has no rate, which is neither 0 % nor 100 %; one without seats says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-no-calls-'));
  const store = openStore(folder);
  if (!store.ok) throw new Error(store.error.code);
  const make = makeReport({
    calls: createReportService({
      reader: sqliteRunner(store.value),
      ledger: openLedger(store.value, [], { committed: () => {}, failed: () => {} }),
      definitions: [testDefinition],
      queueNames: new Map([['default', '综合受理']]),
      skillNames: new Map(),
      seats: new Map(),
      mask: (number) => number,
      now: () => Date.parse('2026-12-01T06:00+08:00'),
    }),
    tickets: {
      figures: async ({ by }) => ({
        ok: true,
        value: {
          from: 0,
          to: 1,
          by,
          place: '茂名市 2020',
          rows:
            by === 'total'
              ? [{ key: 'total', zh: 'total', en: 'total', tally: emptyTicketTally }]
              : [],
        },
      }),
    },
    keeper: { caughtUp: async () => {} },
    place: 'maoming-2020',
  });
  const days = { from: '2026-11-30', to: '2026-11-30' };
  const linesOf = async (subject: 'calls' | 'tickets', by: 'queue' | 'seat' | 'unit') => {
    const schedule = {
      id: 'd',
      every: 'day',
      at: '06:00',
      atMinute: 360,
      formats: ['csv'],
    } as const;
    const made = await make({ ...schedule, formats: ['csv'], subject, by }, days);
    const lines = (await text(made.write('csv'))).split('\r\n');
    return { definition: made.definition, lines };
  };
  const byQueue = await linesOf('calls', 'queue');
  expect(byQueue.definition).toBe('test');
  expect(byQueue.lines[0]).toMatch(/^队列,呼入,接听,限时内接听,放弃,电话接通率 %,/);
  expect(byQueue.lines[1]).toMatch(/^综合受理 default,0,0,0,0,,/);
  expect((await linesOf('calls', 'seat')).lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^合计,/),
    expect.stringMatching(/^total,0,/),
  ]);
  const tickets = await linesOf('tickets', 'unit');
  expect(tickets.definition).toBe('maoming-2020');
  expect(tickets.lines[1]).toMatch(/^total,0,/);
  store.value.close();
  forget(folder);
});
