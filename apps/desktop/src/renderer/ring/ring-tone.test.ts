import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRing, RISING_MS, ringPlan } from './ring-tone.ts';

describe('the ring', () => {
  it('is 450 Hz, one second in five, at first', () => {
    expect(ringPlan(15_000, 1)).toMatchObject({ frequency: 450, everyMs: 5_000 });
  });
  it('rises in the last five seconds and stays up past the limit', () => {
    for (const left of [RISING_MS, 1_000, 0, -30_000]) {
      expect(ringPlan(left, 1).frequency).toBeGreaterThan(450);
      expect(ringPlan(left, 1).gain).toBeGreaterThan(ringPlan(15_000, 1).gain);
      expect(ringPlan(left, 1).everyMs).toBeLessThan(5_000);
    }
  });
  it('is silent at volume 0', () => {
    expect(ringPlan(1_000, 0).gain).toBe(0);
  });
});

describe('ringing', () => {
  /** Tones that are connected and would be heard. */
  const heard = new Set<object>();
  beforeEach(() => {
    vi.useFakeTimers();
    heard.clear();
    class Tone {
      connect(to: object) {
        heard.add(this);
        return to;
      }
      disconnect() {
        heard.delete(this);
      }
      start() {}
      stop() {}
    }
    class Gain {
      gain = { setValueAtTime() {}, linearRampToValueAtTime() {} };
      connect() {}
    }
    class Context {
      state = 'suspended';
      currentTime = 0;
      destination = {};
      addEventListener() {}
      resume = () => new Promise<void>(() => {});
    }
    vi.stubGlobal('OscillatorNode', Tone);
    vi.stubGlobal('GainNode', Gain);
    vi.stubGlobal('AudioContext', Context);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('of a call goes on when the test that it took the place of is stopped', () => {
    const ring = createRing(() => {});
    const stopTest = ring.start(() => 9_000);
    ring.start(() => 15_000);
    stopTest();
    expect(heard.size).toBe(1);
    vi.advanceTimersByTime(20_000);
    expect(heard.size).toBe(1);
    ring.stop();
    vi.advanceTimersByTime(20_000);
    expect(heard.size).toBe(0);
  });
  it('that the browser held back does not pile up, and nothing of it is left after the stop', () => {
    const ring = createRing(() => {});
    ring.start(() => 0);
    vi.advanceTimersByTime(30_000);
    expect(heard.size).toBe(1);
    ring.stop();
    expect(heard.size).toBe(0);
  });
});
