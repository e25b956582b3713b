// @vitest-environment happy-dom
import type { QueueFiguresView, WaitingCallView } from '@hotline/domain/protocol';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { QueueBrief } from './queue-brief.tsx';
import { QueueFigures } from './queue-figures.tsx';
import { WaitingList } from './waiting-list.tsx';

afterEach(cleanup);
const NOW = 1_000_000;
const waiting = (callId: string, priority: number, age: number): WaitingCallView => ({
  callId,
  queueId: 'q',
  queueName: '综合受理',
  skills: ['cantonese'],
  priority,
  numberMasked: callId,
  place: null,
  queuedAt: NOW - age,
  answerLimitMs: 15_000,
  offeredTo: null,
});

describe('the waiting list', () => {
  it('stands in the order in which calls are taken, with skills by name and live waits', async () => {
    const calls = [
      waiting('new', 0, 1_000),
      waiting('old', 0, 16_000),
      waiting('first', 1, 11_000),
    ];
    const skills = [{ id: 'cantonese', zh: '粤语', en: 'Cantonese' }];
    await renderDesk(
      <WaitingList waiting={calls} skills={skills} ownSeat="1001" onPickUp={null} pickUpKey="" />,
      { now: NOW },
    );
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent.match(/first|old|new/)?.[0])).toEqual([
      'first',
      'old',
      'new',
    ]);
    expect(rows.map((row) => within(row).getByRole('timer').dataset['urgency'])).toEqual([
      'soon',
      'over',
      'calm',
    ]);
    expect(rows[0]?.textContent).toContain('粤语');
  });
  it('says so when nobody waits', async () => {
    await renderDesk(
      <WaitingList waiting={[]} skills={[]} ownSeat="1001" onPickUp={null} pickUpKey="" />,
    );
    expect(screen.getByText(/没有等候的来电/)).toBeTruthy();
  });
});

const figures = (connection: QueueFiguresView['connection']): QueueFiguresView => ({
  queueId: 'q',
  queueName: '综合受理',
  from: NOW,
  thresholdMs: 15_000,
  offered: 0,
  answered: 0,
  abandoned: 0,
  waiting: 0,
  longestWaitingSince: null,
  averageAnswerMs: null,
  connection,
  serviceLevels: [],
  callBacks: { due: 0, done: 0, closed: 0 },
  readySeats: 0,
});

describe('the figures of a queue', () => {
  it('come with raw counts, definition, target and verdict', async () => {
    const rate = { numerator: 1000, denominator: 1060, definition: 'connection-24h', target: 0.95 };
    await renderDesk(<QueueFigures figures={[figures(rate)]} />);
    const text = screen.getByRole('region', { name: '综合受理' }).textContent;
    for (const part of ['94.3 %', '1000/1060', '近 24 小时', '目标 95 %', '▼']) {
      expect(text).toContain(part);
    }
  });
  it.each(['zh-CN', 'en'] as const)(
    'name each service level so that no two look alike (%s)',
    async (language) => {
      const rate = { numerator: 860, denominator: 1000, target: null };
      const serviceLevels = [1, 2, 3, 4, 5].map((n) => ({
        ...rate,
        definition: `service-level-${n}`,
      }));
      const queue = { ...figures({ ...rate, definition: 'connection' }), serviceLevels };
      for (const Shown of [QueueFigures, QueueBrief]) {
        await renderDesk(<Shown figures={[queue]} />, { language });
        const names = screen.getAllByText(language === 'en' ? /^within 15 s/ : /^15 秒率/);
        expect(new Set(names.map((name) => name.textContent)).size).toBe(5);
        cleanup();
      }
    },
  );
  it('begin at a time of the hotline’s own zone', async () => {
    const rate = { numerator: 0, denominator: 0, definition: 'connection', target: null };
    const from = Date.parse('2026-11-22T00:00+08:00');
    for (const [zone, words] of [
      ['Asia/Shanghai', '自 00:00 起'],
      ['UTC', '自 16:00 起'],
    ] as const) {
      await renderDesk(<QueueFigures figures={[{ ...figures(rate), from }]} />, { zone });
      expect(screen.getByText(words)).toBeTruthy();
      cleanup();
    }
  });
  it('divide nothing by nothing', async () => {
    const rate = { numerator: 0, denominator: 0, definition: 'connection', target: 0.95 };
    await renderDesk(<QueueFigures figures={[figures(rate)]} />);
    expect(screen.getByText(/暂无来电/)).toBeTruthy();
    expect(screen.queryByText(/NaN/)).toBeNull();
  });
  it('show a definition they have no words for by its key', async () => {
    const rate = { numerator: 1, denominator: 2, definition: 'new-in-2030', target: null };
    await renderDesk(<QueueFigures figures={[figures(rate)]} />);
    expect(screen.getByText('new-in-2030')).toBeTruthy();
  });
});
