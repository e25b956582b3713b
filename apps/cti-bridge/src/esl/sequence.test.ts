import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURES, capturedEvents } from './captured.ts';
import type { EslEvent } from './event.ts';
import { type SequenceFinding, SequenceWatch } from './sequence.ts';

const event = (sequence: number | undefined, core = 'core-1'): EslEvent => ({
  name: 'A',
  subclass: undefined,
  sequence,
  timestampMs: 0,
  headers: { 'Core-UUID': core },
  body: '',
});

const findings = (numbers: readonly number[]): SequenceFinding[] => {
  const watch = new SequenceWatch();
  return numbers.map((number) => watch.note(event(number)));
};

describe('Event-Sequence', () => {
  it.each(CAPTURES)('%s, a connection that lost nothing, jumps all the time', (name) => {
    const watch = new SequenceWatch();
    const found = capturedEvents(name).map((one) => watch.note(one));
    expect(found.every(({ kind }) => kind === 'in-order' || kind === 'backwards')).toBe(true);
    const skipped = found.map((one) => (one.kind === 'in-order' ? one.skipped : 0));
    expect(Math.max(...skipped)).toBeGreaterThan(1);
  });

  it.each<[string, number[], SequenceFinding]>([
    ['the next number', [5, 6], { kind: 'in-order', skipped: 0 }],
    ['a jump, which says nothing', [5, 16], { kind: 'in-order', skipped: 10 }],
    ['a late event', [5, 9, 7], { kind: 'backwards', by: 2 }],
    ['the same event again', [5, 6, 6], { kind: 'repeated' }],
    ['an older event again', [5, 6, 9, 6], { kind: 'repeated' }],
    ['the first', [5], { kind: 'in-order', skipped: 0 }],
  ])('%s', (_, numbers, expected) => {
    expect(findings(numbers).at(-1)).toEqual(expected);
  });

  it('no order of distinct numbers is taken for a repetition', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5000), { maxLength: 200 }), (numbers) => {
        expect(findings(numbers).some(({ kind }) => kind === 'repeated')).toBe(false);
      }),
    );
  });

  it('another Core-UUID is another run of FreeSWITCH, also across connections', () => {
    const watch = new SequenceWatch();
    watch.note(event(500));
    watch.reconnected();
    expect(watch.note(event(500))).toEqual({ kind: 'in-order', skipped: 0 });
    expect(watch.note(event(1, 'core-2'))).toEqual({ kind: 'restarted', coreUuid: 'core-2' });
    expect(watch.note(event(2, 'core-2'))).toEqual({ kind: 'in-order', skipped: 0 });
  });

  it('an event without a number is left alone', () => {
    expect(new SequenceWatch().note(event(undefined))).toEqual({ kind: 'unnumbered' });
  });
});
