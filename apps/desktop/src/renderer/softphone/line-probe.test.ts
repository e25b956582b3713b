import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLineProbe } from './line-probe.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function line({ answers }: { answers: boolean }) {
  const asked: number[] = [];
  const dead = vi.fn<() => void>();
  const state = { answers, isOpen: true };
  const probe = createLineProbe({
    isOpen: () => state.isOpen,
    sendOptions: (answered) => {
      asked.push(Date.now());
      if (state.answers) answered();
    },
    onDead: dead,
  });
  return { asked, dead, state, probe };
}

it('a line that stops answering is dead 2 s after the question', () => {
  const { state, dead, asked } = line({ answers: true });
  vi.advanceTimersByTime(10_000);
  expect(asked).toHaveLength(1);
  state.answers = false;
  vi.advanceTimersByTime(11_999);
  expect(dead).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(dead).toHaveBeenCalledOnce();
});

it('asked for on suspicion, it is known within 2 s, and asked once', () => {
  const { state, dead, asked, probe } = line({ answers: true });
  probe.ask();
  state.answers = false;
  probe.ask();
  probe.ask();
  expect(asked).toHaveLength(2);
  vi.advanceTimersByTime(2_000);
  expect(dead).toHaveBeenCalledOnce();
});

it('a PBX that has never answered one is not judged by it', () => {
  const { dead, asked } = line({ answers: false });
  vi.advanceTimersByTime(60_000);
  expect(asked.length).toBeGreaterThan(4);
  expect(dead).not.toHaveBeenCalled();
});

it('an answer belongs to its connection', () => {
  const { state, dead, probe } = line({ answers: true });
  probe.ask();
  state.answers = false;
  probe.ask();
  probe.lost();
  vi.advanceTimersByTime(5_000);
  expect(dead).not.toHaveBeenCalled();
});

it('a closed line is not asked, a stopped probe asks no more', () => {
  const { state, asked, probe } = line({ answers: true });
  state.isOpen = false;
  vi.advanceTimersByTime(20_000);
  state.isOpen = true;
  probe.stop();
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual([]);
});
