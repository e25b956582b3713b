import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Command } from '@hotline/domain/protocol';
import { createOnceOnly } from './once-only.ts';

const command = (id: string): Command => ({ type: 'command', id, name: 'seat.sign-out', args: {} });
const done = (id: string): Answer => ({ type: 'answer', id, ok: true, result: {} });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a command', () => {
  it('is remembered for five minutes, not longer', async () => {
    const execute = vi.fn<(command: Command) => Promise<Answer>>(async ({ id }) => done(id));
    const commands = createOnceOnly(execute);
    const answers: Answer[] = [];
    const send = (answer: Answer) => void answers.push(answer);
    expect(commands.take(command('a'), 0, send)).toBe(true);
    await vi.runAllTimersAsync();
    expect(commands.take(command('a'), 300_000, send)).toBe(false);
    expect(commands.take(command('a'), 300_001, send)).toBe(true);
    await vi.runAllTimersAsync();
    expect(answers).toHaveLength(3);
    expect(execute).toHaveBeenCalledTimes(2);
  });

  it('that never ends is answered "internal" once, and its late result is not', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const commands = createOnceOnly(() => promise);
    const answers: Answer[] = [];
    commands.take(command('a'), 0, (answer) => void answers.push(answer));
    await vi.advanceTimersByTimeAsync(10_000);
    resolve(done('a'));
    await vi.runAllTimersAsync();
    expect(answers).toMatchObject([{ id: 'a', ok: false, error: { code: 'internal' } }]);
  });

  it('is kept while it runs, however many come after it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const execute = vi.fn<(command: Command) => Promise<Answer>>(async ({ id }) => {
      if (id === 'slow') await promise;
      return done(id);
    });
    const commands = createOnceOnly(execute);
    const send = vi.fn<(answer: Answer) => void>();
    commands.take(command('slow'), 0, send);
    for (let each = 0; each < 6000; each += 1) {
      commands.take(command(`quick-${each}`), 1, () => {});
      // Answered before the next comes.
      await Promise.resolve();
    }
    expect(commands.take(command('slow'), 2, send)).toBe(false);
    resolve();
    await vi.runAllTimersAsync();
    expect(execute.mock.calls.filter(([{ id }]) => id === 'slow')).toHaveLength(1);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
