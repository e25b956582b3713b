/** One day counted by hand (tests/fixtures/golden-day): the same over HTTP, on the wallboard and by the independent count. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LedgerFact } from '@hotline/domain/ledger';
import { serviceLevel, tallyKeys, type Booked, type Tally } from '@hotline/domain/metrics';
import { callsPage, figuresReport, wholeCall } from '@hotline/domain/report-api';
import { openLedger, openStore } from '../store/index.ts';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';
import { runVerifyFigures } from './verify-command.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (name: string) =>
  parse<Record<string, string>>(readFileSync(join(root, 'tests/fixtures/golden-day', name)), {
    columns: true,
  });
const expected = Object.fromEntries(
  read('expected.csv').map(({ figure = '', value }) => [figure, Number(value)]),
);
/** What the sheet does not name is none. */
const tally = Object.fromEntries(tallyKeys.map((key) => [key, expected[key] ?? 0])) as Tally;
const NOON_AFTER = Date.parse('2026-11-25T12:00+08:00');

function factsOf(row: Record<string, string>): readonly Booked[] {
  const callId = row['call'] ?? '';
  const of = { callId, seatId: '1001' };
  const leg = `${callId}-a`;
  const facts: [string, LedgerFact][] = [
    [
      'arrived',
      {
        kind: 'call-arrived',
        callId,
        number: row['number'] ?? '',
        queueId: 'default',
        skills: [],
        mode: 'bridge',
      },
    ],
    ['queued', { kind: 'call-queued', callId, queueId: 'default', priority: 0 }],
    ['answered', { kind: 'call-offered', ...of, leg }],
    ['answered', { kind: 'call-answered', ...of, leg, waitMs: 0 }],
    ['abandoned', { kind: 'call-abandoned', callId, waitMs: 0 }],
    ['ended', { kind: 'call-ended', callId, by: 'caller', talkMs: 0, cause: 'NORMAL_CLEARING' }],
  ];
  if (row['wrapped'] !== '')
    facts.push(
      ['ended', { kind: 'wrap-started', ...of, until: 0 }],
      ['wrapped', { kind: 'wrap-finished', ...of, by: 'seat', wrapMs: 0 }],
    );
  return facts.flatMap(([column, fact]) =>
    row[column] === '' ? [] : [{ at: Date.parse(`${row[column]}+08:00`), fact }],
  );
}

let bridge: TestBridge;
let leader: string;
let agent: string;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-golden-'));
  const store = openStore(folder);
  if (!store.ok) throw new Error(store.error.code);
  const ledger = openLedger(store.value, [], { committed: () => {}, failed: () => {} });
  const facts = read('calls.csv')
    .flatMap(factsOf)
    .sort((a, b) => a.at - b.at);
  await Promise.all(facts.map(({ at, fact }) => ledger.append(at, fact)));
  ledger.close();
  store.value.close();
  bridge = await startTestBridge({ folder, now: () => NOON_AFTER });
  leader = (await bridge.grant('fang.hui')).token;
  agent = (await bridge.grant('lin.xiaoyu')).token;
  // The lines follow the ledger a moment later.
  await vi.waitUntil(async () => (await report(day)).ledger.seq === facts.length, 60_000);
}, 120_000);
afterAll(async () => {
  await bridge.stop();
  forget(bridge.folder);
}, 60_000);

const ask = (path: string, token: string | null = leader) =>
  fetch(`${bridge.origin}/api/v1/reports/${path}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
const report = async (query: string) =>
  figuresReport.parse(await (await ask(`figures?${query}`)).json());
const day = 'from=2026-11-24&to=2026-11-24';
const open = async (query: string) =>
  callsPage.parse(await (await ask(`calls?${day}&${query}`)).json());

const total = async (query: string) => (await open(query)).total;

describe('the golden day', () => {
  it('over HTTP, with its definition', async () => {
    const { rows, definitions, ledger } = await report(day);
    expect(ledger).toMatchObject({ hole: null, behind: 0 });
    expect(rows).toMatchObject([
      {
        tally,
        averageAnswerMs: 11_500,
        averageHandlingMs: 110_250,
        connection: { numerator: 8, denominator: 11 },
      },
    ]);
    expect(definitions).toMatchObject([{ id: 'gb-33358-2016', thresholdMs: 15_000 }]);
    const percent = ([1, 2, 3, 4, 5] as const).map((variant) => {
      const { numerator, denominator } = serviceLevel(variant, rows[0]?.tally ?? tally);
      return ((100 * numerator) / denominator).toFixed(2);
    });
    expect(percent).toEqual(['63.64', '75.00', '54.55', '60.00', '54.55']);
  });

  it('by day: a day without calls has none, which is not 0 %', async () => {
    const { rows } = await report('from=2026-11-23&to=2026-11-25&by=day');
    expect(
      rows.map(({ key, tally: { offered }, connection }) => [key, offered, connection]),
    ).toEqual([
      ['2026-11-23', 0, null],
      ['2026-11-24', 11, expect.objectContaining({ numerator: 8, denominator: 11 })],
      ['2026-11-25', 1, expect.objectContaining({ numerator: 1, denominator: 1 })],
    ]);
  });

  it('each figure opens the calls it counts', async () => {
    const ids = async (figure: string) =>
      (await open(`figure=${figure}`)).calls.map(({ callId }) => callId);
    expect(await ids('abandoned')).toEqual(['g04', 'g06', 'g07']);
    expect(await ids('answeredLate')).toEqual(['g03', 'g09']);
    expect(await ids('callBacksOpen')).toEqual(['g06']);
    expect(await ids('repeats')).toEqual(['g05', 'g09']);
    const first = await open('figure=answered&limit=3');
    expect(first).toMatchObject({ total: 8, calls: [{ callId: 'g11' }, {}, {}] });
    const next = await open(`figure=answered&limit=200&after=${first.next}`);
    expect(next.calls).toHaveLength(5);
    expect(first.calls[1]?.numberMasked).toMatch(/\*{4}/);
  });

  it('exports them, and notes on the ledger who did', async () => {
    const csv = await ask(`calls/export?${day}&figure=abandoned&format=csv`);
    expect(csv.headers.get('x-report-rows')).toBe('3');
    const bytes = Buffer.from(await csv.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse<Record<string, string>>(bytes, { columns: true, bom: true });
    expect(rows.map((row) => row['话单号'])).toEqual(['g04', 'g06', 'g07']);
    expect(rows[0]?.['放弃']).toBe('2026-11-24 09:00:08');
    const xlsx = await ask(`calls/export?${day}&figure=offered&format=xlsx`);
    const zip = Buffer.from(await xlsx.arrayBuffer());
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    const store = new Database(join(bridge.folder, 'bridge.sqlite'), { readonly: true });
    const noted = store
      .prepare("SELECT fact FROM call_event WHERE kind = 'report-exported' ORDER BY seq")
      .pluck()
      .all() as string[];
    store.close();
    expect(noted.map((fact) => JSON.parse(fact) as unknown)).toMatchObject([
      { person: 'fang.hui', figure: 'abandoned', calls: 3 },
      { person: 'fang.hui', figure: 'offered', calls: 11 },
    ]);
  });

  it('opens one call, step by step, without the number', async () => {
    const answer = await ask('calls/g01');
    const text = await answer.text();
    const call = wholeCall.parse(JSON.parse(text));
    expect(call).toMatchObject({ callId: 'g01', direction: 'in', queueId: 'default' });
    expect(call.steps.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'call-arrived',
      'call-queued',
      'call-offered',
    ]);
    expect(call.numberMasked).toMatch(/\*{4}/);
    const whole = read('calls.csv').find((row) => row['call'] === 'g01')?.['number'] ?? '';
    expect(whole).toMatch(/^\d{11}$/);
    expect(text).not.toContain(whole);
    const none = await ask('calls/nobodys');
    expect([none.status, await none.json()]).toEqual([404, { code: 'no-call' }]);
  });

  it('opens the calls of an hour, of a weekday, of a team', async () => {
    // 2026-11-24 was a Tuesday.
    expect(await total('figure=offered&weekday=2')).toBe(11);
    expect(await total('figure=offered&weekday=3')).toBe(0);
    const { rows } = await report(`${day}&by=hour`);
    const busy = rows.find(({ tally: { offered } }) => offered > 0);
    expect(await total(`figure=offered&hour=${busy?.key}`)).toBe(busy?.tally.offered);
    const teams = (await report(`${day}&by=team`)).rows;
    const ofTeams = await Promise.all(
      teams.map(({ key }) => total(`figure=answered&team=${encodeURIComponent(key)}`)),
    );
    expect(ofTeams).toEqual(teams.map(({ tally: { answered } }) => answered));
    expect(ofTeams.reduce((sum, n) => sum + n, 0)).toBe(8);
  });

  it('the table of a report as a file, each row with its definition', async () => {
    const csv = await ask('figures/export?from=2026-11-23&to=2026-11-24&by=day&format=csv');
    expect(csv.headers.get('content-disposition')).toContain(
      'figures-day-2026-11-23-2026-11-24.csv',
    );
    const rows = parse<Record<string, string>>(Buffer.from(await csv.arrayBuffer()), {
      columns: true,
      bom: true,
    });
    expect(rows[1]).toMatchObject({
      日期: '2026-11-24',
      呼入: '11',
      接听: '8',
      '电话接通率 %': '72.73',
      指标口径: 'gb-33358-2016',
    });
    // Nothing to divide by is an empty cell, not 0.
    expect(rows[0]).toMatchObject({ 日期: '2026-11-23', 呼入: '0', '电话接通率 %': '' });
  });

  it('the independent count agrees with wallboard and report', async () => {
    const said = await runVerifyFigures(['--at', '2026-11-24T23:59:59+08:00'], {
      env: { HOTLINE_DATA: bridge.folder },
      workingFolder: root,
    });
    expect(said.text).toMatch(
      /^= {2}today +default +offered +原始 raw 11 +大屏 wallboard 11 +报表 report 11$/m,
    );
    expect(said).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['nobody', null, 401, 'not-logged-in'],
    ['a forged log-in', 'a.forged.token', 401, 'not-logged-in'],
  ])('%s learns nothing', async (_, token, status, code) => {
    for (const path of [
      `figures?${day}`,
      `calls?${day}`,
      `calls/export?${day}&format=csv`,
      'calls/g01',
      `tickets?${day}`,
      `tickets/export?${day}&format=csv`,
      `figures/export?${day}&format=csv`,
      'calls?x=1',
    ]) {
      const answer = await ask(path, token);
      expect([answer.status, await answer.json()]).toEqual([status, { code }]);
    }
  });

  it('an agent learns nothing', async () => {
    const answer = await ask(`figures?${day}`, agent);
    expect([answer.status, await answer.json()]).toEqual([403, { code: 'not-allowed' }]);
  });

  it.each([
    ['from=2026-11-25&to=2026-11-24', 'empty-range'],
    ['from=2020-01-01&to=2026-11-24', 'range-too-long'],
    ['from=2026-13-01&to=2026-11-24', 'malformed'],
    ['from=2026-11-24', 'malformed'],
    [`${day}&by=moon`, 'malformed'],
    [`${day}&unknown=1`, 'malformed'],
  ])('%s is refused in words: %s', async (query, code) => {
    const answer = await ask(`figures?${query}`);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code })]);
  });

  it('is in the document that describes the routes', async () => {
    const document: unknown = await (await fetch(`${bridge.origin}/api/v1/openapi.json`)).json();
    expect(document).toHaveProperty(['paths', '/api/v1/reports/figures', 'get']);
    expect(document).toHaveProperty(['paths', '/api/v1/reports/calls/export', 'get']);
  });
});

it('a figure that was changed behind the ledger’s back is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-golden-'));
  const store = openStore(folder);
  if (!store.ok) throw new Error(store.error.code);
  store.value.exec(
    `INSERT INTO call_line (call_id, number, queue_id, direction, booked_late, arrived_at, queued_at, talk_ms,
       hold_ms, wrap_ms, transfers, consults, requeues)
     VALUES ('x', '', 'default', 'in', 0, ${NOON_AFTER}, ${NOON_AFTER}, 0, 0, 0, 0, 0, 0)`,
  );
  store.value.close();
  const said = await runVerifyFigures(['--at', '2026-11-25T12:00+08:00'], {
    env: { HOTLINE_DATA: folder },
    workingFolder: root,
  });
  forget(folder);
  expect(said.exitCode).toBe(1);
  expect(said.text).toContain('≠  today');
});
