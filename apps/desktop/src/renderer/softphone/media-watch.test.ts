import { describe, expect, it } from 'vitest';
import { beginWatch, watchMedia, type MediaSample, type MediaWatch } from './media-watch.ts';

const quiet = { remote: null } as const;
function play(samples: readonly MediaSample[], from: MediaWatch = beginWatch(0)) {
  const states: string[] = [];
  let watch = from;
  for (const sample of samples) {
    watch = watchMedia(watch, sample);
    states.push(watch.state);
  }
  return states;
}

const reported = (at: number, reportAt: number, fractionLost: number): MediaSample => ({
  at,
  packetsReceived: at,
  packetsSent: at,
  remote: { reportAt, fractionLost },
});

describe('audio both ways or not', () => {
  it('starting, then flowing', () => {
    expect(
      play([
        { at: 500, packetsReceived: 0, packetsSent: 10, ...quiet },
        { at: 1_000, packetsReceived: 20, packetsSent: 35, ...quiet },
      ]),
    ).toEqual(['starting', 'flowing']);
  });

  it('nothing ever came: said after 2 s, not before', () => {
    const silence = { packetsReceived: 0, packetsSent: 99, ...quiet };
    expect(
      play([
        { at: 1_000, ...silence },
        { at: 1_999, ...silence },
        { at: 2_000, ...silence },
      ]).slice(1),
    ).toEqual(['starting', 'nothing-received']);
  });

  it('stopped, and came back', () => {
    expect(
      play([
        { at: 1_000, packetsReceived: 50, packetsSent: 50, ...quiet },
        { at: 2_500, packetsReceived: 50, packetsSent: 125, ...quiet },
        { at: 3_000, packetsReceived: 50, packetsSent: 150, ...quiet },
        { at: 3_500, packetsReceived: 60, packetsSent: 175, ...quiet },
      ]),
    ).toEqual(['flowing', 'flowing', 'nothing-received', 'flowing']);
  });

  it('nothing leaves here', () => {
    expect(
      play([
        { at: 1_000, packetsReceived: 50, packetsSent: 50, ...quiet },
        { at: 3_000, packetsReceived: 150, packetsSent: 50, ...quiet },
      ]),
    ).toEqual(['flowing', 'nothing-sent']);
  });

  it('once something had arrived, one report that all was lost is enough', () => {
    expect(
      play([reported(1_000, 1, 0.02), reported(2_000, 2, 0.6), reported(3_000, 3, 1)]),
    ).toEqual(['flowing', 'flowing', 'nothing-sent']);
  });

  it('after a sleep the packets have their 2 s anew', () => {
    const before = { at: 1_000, packetsReceived: 50, packetsSent: 50, ...quiet };
    const awake = (at: number) => ({ ...before, at });
    expect(play([before, awake(60_000), awake(60_500), awake(62_000)])).toEqual([
      'flowing',
      'flowing',
      'flowing',
      'nothing-received',
    ]);
  });

  it('at the beginning: two in a row that all was lost on the way; the same report twice is one', () => {
    expect(
      play([
        reported(500, 1, 1),
        reported(1_000, 1, 1),
        reported(5_500, 2, 1),
        reported(10_500, 3, 0.1),
      ]),
    ).toEqual(['flowing', 'flowing', 'nothing-sent', 'flowing']);
  });
});
