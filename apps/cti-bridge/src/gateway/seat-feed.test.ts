import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeatEventMessage } from '@hotline/domain/protocol';
import { createSeatFeed } from './seat-feed.ts';
import { tokenBucket } from './token-bucket.ts';

const event: SeatEventMessage = { kind: 'waiting-changed', waiting: [] };
const seqOf = (message: Buffer): number => (JSON.parse(message.toString()) as { seq: number }).seq;

describe('seat feed', () => {
  it('tells exactly what came after a number, or that it no longer can', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: -2, max: 70 }),
        (capacity, pushed, lastSeen) => {
          const feed = createSeatFeed(capacity);
          for (let each = 0; each < pushed; each += 1) feed.push(each, event);
          const kept = lastSeen >= Math.max(0, pushed - capacity) && lastSeen <= pushed;
          const expected = kept
            ? Array.from({ length: pushed - lastSeen }, (_, index) => lastSeen + 1 + index)
            : null;
          expect(feed.after(lastSeen)?.map(seqOf) ?? null).toEqual(expected);
        },
      ),
    );
  });

  it('writes the message as the protocol has it', () => {
    const feed = createSeatFeed();
    feed.push(7, event);
    expect(JSON.parse(String(feed.after(0)?.[0]))).toEqual({
      type: 'event',
      seq: 1,
      at: 7,
      event,
    });
  });
});

it('a token bucket lets a burst through, then its rate', () => {
  const allow = tokenBucket(3, 10);
  expect([0, 0, 0, 0].map(allow)).toEqual([true, true, true, false]);
  expect([100, 100, 5000, 5000, 5000, 5000].map(allow)).toEqual([
    true,
    false,
    true,
    true,
    true,
    false,
  ]);
});
