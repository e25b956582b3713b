import {
  PROTOCOL_VERSION,
  type SeatEventMessage,
  type ServerMessage,
} from '@hotline/domain/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCall, aSnapshot, NOW } from '../stories/samples.ts';
import { retryDelayMs } from './backoff.ts';
import { idleLink, transition, type Link, type LinkEffect, type LinkInput } from './link-state.ts';

const message = (m: ServerMessage, at = NOW): LinkInput => ({ kind: 'message', message: m, at });
const welcome = (seq = 5, epoch = 'e1'): ServerMessage => ({
  type: 'welcome',
  v: PROTOCOL_VERSION,
  epoch,
  seq,
  now: NOW + 700,
  snapshot: aSnapshot(),
});
const waiting = (n: number): SeatEventMessage => ({
  kind: 'waiting-changed',
  waiting: aSnapshot().waiting.slice(0, n),
});
const event = (seq: number, what: SeatEventMessage = waiting(1)): LinkInput =>
  message({ type: 'event', seq, at: NOW, event: what });

/** Runs inputs one after the other; effects of the last one. */
function run(
  inputs: readonly LinkInput[],
  from: Link = idleLink,
): { link: Link; effects: readonly LinkEffect[] } {
  let step = { link: from, effects: [] as readonly LinkEffect[] };
  for (const input of inputs) step = transition(step.link, input);
  return step;
}
const toGreeting: LinkInput[] = [{ kind: 'open' }, { kind: 'socket-open' }];
const live = run([...toGreeting, message(welcome())]).link;
const closed = (at = NOW): LinkInput => ({ kind: 'socket-closed', at, random: 0.5 });
const gone = (callId: string): SeatEventMessage => ({
  kind: 'call-gone',
  callId,
  why: 'abandoned',
});
const kinds = (effects: readonly LinkEffect[]) => effects.map((effect) => effect.kind);

describe('a first connection', () => {
  it('greets without lastSeen and takes the snapshot', () => {
    const greeted = run(toGreeting);
    expect(greeted.effects).toEqual([{ kind: 'hello', lastSeen: null }]);
    expect(live.phase.kind).toBe('live');
    expect(live.seen).toEqual({ epoch: 'e1', seq: 5 });
    expect(live.clockOffsetMs).toBe(700);
    expect(live.data?.seat.seatId).toBe('1001');
  });
  it('hears no events before the welcome', () => {
    const { link, effects } = run([...toGreeting, event(6)]);
    expect(effects).toEqual([]);
    expect(link.oddities.unexpected).toBe(1);
    expect(link.data).toBeNull();
  });
});

describe('events', () => {
  it('in order change the data and are told', () => {
    const { link, effects } = run([event(6, waiting(2))], live);
    expect(link.data?.waiting).toHaveLength(2);
    expect(link.seen?.seq).toBe(6);
    expect(kinds(effects)).toEqual(['tell']);
  });
  it.each([5, 3, 1])('number %d, seen before, changes nothing', (seq) => {
    const { link, effects } = run([event(seq, waiting(0))], live);
    expect(effects).toEqual([]);
    expect(link.data).toBe(live.data);
    expect(link.oddities.duplicate).toBe(1);
  });
  it('with a gap: a new socket at once, and a hello with lastSeen', () => {
    const gap = run([event(8)], live);
    expect(kinds(gap.effects)).toEqual(['disconnect', 'fail-pending', 'connect']);
    expect(gap.link.data).toBe(live.data);
    const again = run([{ kind: 'socket-open' }], gap.link);
    expect(again.effects).toEqual([{ kind: 'hello', lastSeen: { epoch: 'e1', seq: 5 } }]);
  });
  it('with the same gap again: a hello for the whole state', () => {
    const resumed: ServerMessage = { type: 'resumed', epoch: 'e1', from: 6, now: NOW };
    const second = run([event(8), { kind: 'socket-open' }, message(resumed), event(8)], live);
    expect(run([{ kind: 'socket-open' }], second.link).effects).toEqual([
      { kind: 'hello', lastSeen: null },
    ]);
  });
});

describe('after the socket went', () => {
  it('pending commands fail, the data stays, and it tries again', () => {
    const { link, effects } = run([closed()], live);
    expect(kinds(effects)).toEqual(['fail-pending', 'retry-in']);
    expect(link.data).toBe(live.data);
    expect(link.awaySince).toBe(NOW);
  });
  it('resumed: the missed events follow, nothing is read twice', () => {
    const resumed: ServerMessage = { type: 'resumed', epoch: 'e1', from: 6, now: NOW };
    const back = run(
      [closed(), { kind: 'retry' }, { kind: 'socket-open' }, message(resumed), event(6), event(7)],
      live,
    );
    expect(back.link.phase.kind).toBe('live');
    expect(back.link.seen?.seq).toBe(7);
    expect(back.link.awaySince).toBeNull();
  });
  it('another epoch: the new snapshot counts, and its numbers begin anew', () => {
    const back = run(
      [closed(), { kind: 'retry' }, { kind: 'socket-open' }, message(welcome(1, 'e2')), event(2)],
      live,
    );
    expect(back.link.seen).toEqual({ epoch: 'e2', seq: 2 });
  });
  it('resumed with an epoch that was not ours: asks for the whole state', () => {
    const resumed: ServerMessage = { type: 'resumed', epoch: 'e9', from: 1, now: NOW };
    const odd = run([closed(), { kind: 'retry' }, { kind: 'socket-open' }, message(resumed)], live);
    expect(odd.link.seen).toBeNull();
    expect(kinds(odd.effects)).toContain('connect');
  });
  it('keeps when it went away over many tries', () => {
    const tries = [
      closed(NOW),
      { kind: 'retry' },
      closed(NOW + 900),
      { kind: 'retry' },
      closed(NOW + 2_000),
    ];
    expect(run(tries as LinkInput[], live).link.awaySince).toBe(NOW);
  });
});

describe('a refusal', () => {
  it.each(['superseded', 'bad-token', 'signed-out', 'protocol-version'] as const)(
    '%s is final',
    (code) => {
      const { link, effects } = run([message({ type: 'refused', code })], live);
      expect(link.phase).toEqual({ kind: 'refused', code });
      expect(kinds(effects)).toEqual(['disconnect', 'fail-pending']);
      for (const late of [
        closed(),
        { kind: 'retry' },
        { kind: 'renew', at: NOW },
        { kind: 'socket-open' },
      ] as LinkInput[]) {
        expect(transition(link, late).link.phase.kind).toBe('refused');
        expect(kinds(transition(link, late).effects)).not.toContain('connect');
      }
    },
  );
  it('too-many is not: the bridge closes and the seat comes back later', () => {
    const { link } = run([message({ type: 'refused', code: 'too-many' }), closed()], live);
    expect(link.phase.kind).toBe('waiting');
  });
});

describe('events about a call', () => {
  const offered = aCall('offered');
  const onDesk = run([event(6, { kind: 'call-offered', call: offered })], live).link;
  it('gone removes that call only', () => {
    expect(run([event(7, gone('another'))], onDesk).link.data?.call?.callId).toBe(offered.callId);
    expect(run([event(7, gone(offered.callId))], onDesk).link.data?.call).toBeNull();
  });
  it('a late word about an earlier call does not push the present one away', () => {
    const earlier = { ...aCall('wrapping'), callId: 'earlier', offeredAt: offered.offeredAt - 1 };
    const { link } = run([event(7, { kind: 'call-changed', call: earlier })], onDesk);
    expect(link.data?.call?.callId).toBe(offered.callId);
  });
});

describe('whatever comes in whatever order', () => {
  const input = fc.oneof(
    fc.constantFrom<LinkInput>(
      { kind: 'open' },
      { kind: 'socket-open' },
      { kind: 'retry' },
      { kind: 'malformed' },
      { kind: 'close' },
      { kind: 'renew', at: NOW },
      closed(),
      message(welcome(3, 'e1')),
      message(welcome(9, 'e2')),
      message({ type: 'resumed', epoch: 'e1', from: 1, now: NOW }),
      message({ type: 'refused', code: 'superseded' }),
      message({ type: 'refused', code: 'malformed' }),
      message({ type: 'answer', id: 'x', ok: true, result: {} }),
    ),
    fc.integer({ min: 1, max: 14 }).map((seq) => event(seq)),
  );
  it('never throws, numbers only grow within an epoch, and one live link has its data', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        let link = idleLink;
        for (const each of inputs) {
          const next = transition(link, each).link;
          const welcomed = each.kind === 'message' && each.message.type === 'welcome';
          const grew = next.seen === null || link.seen === null ? 0 : next.seen.seq - link.seen.seq;
          expect(welcomed || grew === 0 || grew === 1).toBe(true);
          expect(next.phase.kind === 'live' && next.data === null).toBe(false);
          link = next;
        }
      }),
    );
  });
});

describe('the wait before a retry', () => {
  it('doubles, with the upper half at random, and never passes two seconds', () => {
    expect(retryDelayMs(0, 0)).toBe(125);
    expect(retryDelayMs(0, 1)).toBe(250);
    expect(retryDelayMs(2, 1)).toBe(1_000);
    for (const attempt of [3, 10, 10_000]) {
      expect(retryDelayMs(attempt, 1)).toBe(2_000);
      expect(retryDelayMs(attempt, 0)).toBe(1_000);
    }
  });
});
