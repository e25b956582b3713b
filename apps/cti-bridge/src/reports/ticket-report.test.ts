/** Tickets by unit, kind, category and day, on SQLite as the bridge keeps them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { workingCalendar } from '@hotline/domain/calendar';
import { emptyDraft } from '@hotline/domain/draft';
import type { Definitions } from '@hotline/domain/metrics';
import { ticketFiguresQuery } from '@hotline/domain/report-api';
import { accept, transition, type Actor, type TicketRules } from '@hotline/domain/ticket';
import { openStore, sqliteRunner, type Store } from '../store/index.ts';
import { forget } from '../testing/test-bridge.ts';
import { testDefinition } from '../testing/test-definition.ts';
import { quickRules } from '../testing/ticket-rules.ts';
import { createTicketReport } from './ticket-report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const morning = Date.parse('2026-11-24T09:00+08:00');
const definitions: Definitions = [testDefinition];
const rules: TicketRules = {
  ...quickRules,
  handling: [
    { kind: null, urgency: null, category: null, tag: null, limit: { count: 24, unit: 'hours' } },
  ],
  sign: { count: 2, unit: 'hours' },
  tries: { again: { count: 4, unit: 'hours' }, most: 3 },
  supervise: { overdue: false, urged: null, returns: null, dissatisfied: null, unrest: false },
  calendar: workingCalendar([]),
};
const agent: Actor = { role: 'agent', person: 'a' };
const dispatcher: Actor = { role: 'dispatcher', person: 'd' };
const clerk = (unit: string): Actor => ({ role: 'unit-clerk', person: unit, unit });
const assigned = (main: string) => ({ kind: 'dispatch', assignment: { main, joint: [] } }) as const;

const folders: string[] = [];
const stores: Store[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const folder of folders.splice(0)) forget(folder);
});

function newStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-ticket-report-'));
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  folders.push(folder);
  stores.push(opened.value);
  return opened.value;
}

type Doing = readonly [hours: number, by: Actor, event: Parameters<typeof transition>[1]];

function file(
  store: Store,
  no: number,
  filedAt: number,
  { kind, category }: { readonly kind: 'help' | 'consult'; readonly category: string },
  doings: readonly Doing[],
): void {
  const ticketNo = `20261124-${String(no).padStart(6, '0')}`;
  const draft = { ...emptyDraft(ticketNo, null), kind, categoryCode: category };
  const opened = accept({ ticketId: ticketNo, kind }, agent, filedAt);
  if (!opened.ok) throw new Error(opened.error.code);
  let { ticket } = opened.value;
  const entries = [opened.value.entry];
  for (const [hours, by, event] of doings) {
    const taken = transition(ticket, event, by, {
      now: filedAt + hours * HOUR,
      matter: draft,
      rules,
    });
    if (!taken.ok) throw new Error(`${event.kind}: ${taken.error.code}`);
    ({ ticket } = taken.value);
    entries.push(taken.value.entry);
  }
  store
    .prepare(
      `INSERT INTO ticket (ticket_no, idempotency_key, at, version, state, kind, title, category_code, urgency,
         seat_id, person, ended, supervised, draft, current)
       VALUES (?, ?, ?, ?, ?, ?, '', ?, 'normal', '1001', 'a', 0, 0, ?, ?)`,
    )
    .run(
      ticketNo,
      ticketNo,
      filedAt,
      entries.length,
      ticket.state.kind,
      kind,
      category,
      JSON.stringify(draft),
      JSON.stringify(ticket),
    );
  for (const entry of entries)
    store
      .prepare('INSERT INTO ticket_history (ticket_no, no, at, who, entry) VALUES (?, ?, ?, ?, ?)')
      .run(ticketNo, entry.no, entry.at, entry.by.person, JSON.stringify(entry));
}

const named = (...ids: readonly string[]) =>
  new Map(ids.map((id) => [id, { zh: `${id}-zh`, en: `${id}-en` }]));

function reportOf(store: Store) {
  const report = createTicketReport({
    reader: sqliteRunner(store),
    definitions,
    rules: () => rules,
    place: '某市 2026',
    kinds: named('help'),
    units: named('water'),
    categories: named('01', '0101'),
    seats: named('1001'),
    districts: named('1'),
    now: () => morning + 10 * DAY,
  });
  return async (asked: object) => {
    const query = ticketFiguresQuery.parse({ from: '2026-11-24', to: '2026-11-25', ...asked });
    const found = await report.figures(query);
    if (!found.ok) throw new Error(found.error);
    return found.value;
  };
}

function filled(): Store {
  const store = newStore();
  const water = clerk('water');
  const done: readonly Doing[] = [
    [1, dispatcher, assigned('water')],
    [2, water, { kind: 'sign' }],
    [3, water, { kind: 'start' }],
  ];
  const answer: Doing[2] = { kind: 'answer', answer: '已恢复供水' };
  file(store, 1, morning, { kind: 'help', category: '010101' }, [...done, [20, water, answer]]);
  file(store, 2, morning + HOUR, { kind: 'help', category: '010201' }, [
    ...done,
    [40, water, answer],
  ]);
  file(store, 3, morning + DAY, { kind: 'consult', category: '0201' }, [
    [0, agent, { kind: 'answer-directly', answer: '可在窗口办理' }],
  ]);
  file(store, 4, morning + DAY, { kind: 'consult', category: '' }, [
    [1, dispatcher, assigned('roads')],
  ]);
  // Of the day before: in no report of these two days.
  file(store, 5, morning - DAY, { kind: 'help', category: '0101' }, []);
  return store;
}

it('counts what was taken up in the range, and what became of it', async () => {
  const report = reportOf(filled());
  const { rows, place } = await report({});
  expect(place).toBe('某市 2026');
  expect(rows).toMatchObject([
    {
      key: 'total',
      tally: {
        filed: 4,
        direct: 1,
        dispatched: 3,
        signDue: 2,
        signedInTime: 2,
        answerDue: 2,
        answeredInTime: 1,
        open: 3,
        overdue: 1,
      },
    },
  ]);
});

it.each([
  ['unit', { water: 2, roads: 1, '': 1 }],
  ['kind', { help: 2, consult: 2 }],
  ['seat', { '1001': 4 }],
  ['day', { '2026-11-24': 2, '2026-11-25': 2 }],
  ['category', { '01': 2, '02': 1, '': 1 }],
])('by %s: every ticket in one group', async (by, expected) => {
  const { rows } = await reportOf(filled())({ by });
  expect(Object.fromEntries(rows.map(({ key, tally }) => [key, tally.filed]))).toEqual(expected);
});

it('one level below a category; names are the configuration’s', async () => {
  const { rows } = await reportOf(filled())({ by: 'category', under: '01' });
  expect(rows.map(({ key, zh, en }) => [key, zh, en])).toEqual([
    ['0101', '0101-zh', '0101-en'],
    ['0102', '0102', '0102'],
  ]);
});

it('a day without tickets is a row of none; a unit is the one that had it last, also when it is closed', async () => {
  const store = newStore();
  file(store, 1, morning, { kind: 'help', category: '' }, [
    [1, dispatcher, assigned('roads')],
    [
      2,
      dispatcher,
      { kind: 'reassign', assignment: { main: 'water', joint: [] }, why: '职责清单' },
    ],
  ]);
  const report = reportOf(store);
  const days = (await report({ by: 'day' })).rows;
  expect(days.map(({ key, tally }) => [key, tally.filed])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-25', 0],
  ]);
  expect((await report({ by: 'unit' })).rows).toMatchObject([{ key: 'water', zh: 'water-zh' }]);
});

it('more than a page of them: none left out, none twice', async () => {
  const store = newStore();
  store.transaction(() => {
    for (let no = 1; no <= 450; no += 1)
      // Many at one moment.
      file(store, no, morning + (no % 3), { kind: 'help', category: '' }, []);
  })();
  const { rows } = await reportOf(store)({});
  expect(rows[0]?.tally.filed).toBe(450);
});
