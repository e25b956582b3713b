import { expect, test } from 'vitest';
import { KeyPresses } from './key-presses.ts';
import { parseTelephoneEvent } from './telephone-event.ts';

/** What goes out in so many packets: `5` while the key is down, `5!` at its end, `-` for sound. */
function packets(keys: KeyPresses, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const packet = keys.next(1000 + i * 160);
    const event = packet && parseTelephoneEvent(packet.payload);
    return event ? `${event.digit}${event.end ? '!' : ''}` : '-';
  }).join(' ');
}

test('a key is held, its end said three times, and then it is the sound’s turn', () => {
  const keys = new KeyPresses();
  expect(keys.press('5', 60)).toBe(true);
  expect(packets(keys, 8)).toBe('5 5 5 5! 5! 5! - -');
});

test('each of two keys has a time-stamp of its own and a gap before it; pauses are kept', () => {
  const keys = new KeyPresses();
  keys.press('1', 40);
  keys.press('1', 40);
  const stamps = new Set<number>();
  let marked = 0;
  for (let i = 0; i < 20; i++) {
    const packet = keys.next(i * 160);
    if (packet) stamps.add(packet.timestamp);
    if (packet?.marker) marked++;
  }
  expect([...stamps]).toEqual([0, 8 * 160]);
  expect(marked).toBe(2);
  keys.pause(60);
  keys.press('#', 20);
  expect(packets(keys, 8)).toBe('- - - # #! #! #! -');
});

test('what is no key is not pressed', () => {
  const keys = new KeyPresses();
  for (const digit of ['x', '', '12']) expect(keys.press(digit, 100)).toBe(false);
  expect(packets(keys, 2)).toBe('- -');
});
