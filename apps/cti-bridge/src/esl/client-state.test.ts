import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BACKOFF, waitBefore } from './backoff.ts';
import {
  type ClientInput,
  type ClientState,
  type ClientStep,
  type StepContext,
  stepClient,
} from './client-state.ts';

const context: StepContext = {
  nowMs: 1_000_000,
  random: 0,
  backoff: DEFAULT_BACKOFF,
  stableMs: 10_000,
};

const run = (
  inputs: readonly ClientInput[],
  from: ClientState = { kind: 'stopped' },
): ClientStep => {
  let step: ClientStep = { next: from, effects: [] };
  for (const input of inputs) step = stepClient(step.next, input, context);
  return step;
};

const start: ClientInput = { kind: 'start' };
const connected: ClientInput = { kind: 'connected' };
const ready: ClientInput = { kind: 'ready' };
const resynced: ClientInput = { kind: 'resynced' };
const eventsLost: ClientInput = { kind: 'events-lost' };
const retryDue: ClientInput = { kind: 'retry-due' };
const closed = (reason: (ClientInput & { kind: 'closed' })['reason']): ClientInput => ({
  kind: 'closed',
  reason,
  detail: '',
});

describe('the way to live', () => {
  it('dials, logs in, reads the state, delivers', () => {
    expect(run([start])).toMatchObject({
      next: { kind: 'connecting' },
      effects: [{ kind: 'dial' }],
    });
    expect(run([start, connected])).toMatchObject({
      next: { kind: 'authenticating' },
      effects: [],
    });
    expect(run([start, connected, ready])).toMatchObject({
      next: { kind: 'resyncing', cause: 'connected' },
      effects: [{ kind: 'resync', cause: 'connected' }],
    });
    expect(run([start, connected, ready, resynced])).toMatchObject({
      next: { kind: 'live' },
      effects: [{ kind: 'release-events' }],
    });
  });
});

describe('events are lost', () => {
  it('while live: reads the state again on the same connection', () => {
    expect(run([start, connected, ready, resynced, eventsLost])).toMatchObject({
      next: { kind: 'resyncing', cause: 'events-lost' },
      effects: [{ kind: 'resync', cause: 'events-lost' }],
    });
  });

  it('while reading the state: reads it once more', () => {
    const during = run([start, connected, ready, eventsLost, eventsLost]);
    expect(during.effects).toEqual([]);
    expect(run([resynced], during.next)).toMatchObject({
      next: { kind: 'resyncing', again: false },
      effects: [{ kind: 'resync', cause: 'events-lost' }],
    });
    expect(run([resynced, resynced], during.next).next.kind).toBe('live');
  });

  it('elsewhere it means nothing', () => {
    expect(run([start, eventsLost])).toMatchObject({ next: { kind: 'connecting' }, effects: [] });
  });
});

describe('the line breaks', () => {
  it('waits longer each time, and a wrong password longest', () => {
    const waits: number[] = [];
    let state = run([start]).next;
    for (let round = 0; round < 8; round++) {
      const step = stepClient(state, closed('connect-failed'), context);
      const [effect] = step.effects;
      if (effect?.kind === 'retry-in') waits.push(effect.ms);
      state = stepClient(step.next, retryDue, context).next;
    }
    expect(waits).toEqual([125, 250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(run([start, connected, closed('auth-refused')])).toMatchObject({
      next: { kind: 'away', reason: 'auth-refused', retryAtMs: 1_015_000 },
      effects: [{ kind: 'retry-in', ms: 15_000 }],
    });
  });

  it('a short life does not make the next wait short', () => {
    const live: ClientState = { kind: 'live', attempt: 5, sinceMs: context.nowMs - 9_999 };
    expect(run([closed('connection-lost')], live).next).toMatchObject({ attempt: 5 });
    const long: ClientState = { ...live, sinceMs: context.nowMs - 10_000 };
    expect(run([closed('connection-lost')], long).next).toMatchObject({ attempt: 1 });
  });

  it('late signs of a connection that is gone change nothing', () => {
    const away = run([start, connected, closed('connection-lost')]).next;
    for (const late of [connected, ready, resynced, eventsLost, closed('silent')]) {
      expect(stepClient(away, late, context)).toEqual({ next: away, effects: [] });
    }
  });
});

describe('stopping', () => {
  it('works from everywhere and stays', () => {
    const input = fc.constantFrom(
      start,
      connected,
      ready,
      resynced,
      eventsLost,
      retryDue,
      closed('silent'),
    );
    fc.assert(
      fc.property(fc.array(input), fc.array(input), (before, after) => {
        const stopped = run([...before, { kind: 'stop' }]);
        expect(stopped.next).toEqual({ kind: 'stopped' });
        const later = after.filter((one) => one.kind !== 'start');
        expect(run(later, stopped.next).next).toEqual({ kind: 'stopped' });
      }),
    );
  });
});

describe('waiting', () => {
  it('is between half and all of a doubling, bounded time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const ms = waitBefore(attempt, false, DEFAULT_BACKOFF, random);
          expect(ms).toBeGreaterThanOrEqual(125);
          expect(ms).toBeLessThanOrEqual(10_000);
        },
      ),
    );
  });
});
