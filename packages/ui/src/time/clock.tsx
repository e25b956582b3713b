import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { TimeZone } from './clock-text.ts';

/** The bridge's clock as the seat knows it, ms since 1970: the seat's own plus the offset seen at the last greeting. */
export type DeskClock = () => number;
const ClockContext = createContext<DeskClock>(() => Date.now());
const ZoneContext = createContext<TimeZone>(null);

export function ClockProvider(props: {
  readonly clock: DeskClock;
  /** The hotline's zone, as soon as the bridge has said it. */
  readonly zone: TimeZone;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ClockContext value={props.clock}>
      <ZoneContext value={props.zone}>{props.children}</ZoneContext>
    </ClockContext>
  );
}

/** One interval for all timers on the screen, so that they step together. */
const PERIOD_MS = 200;
const listeners = new Set<() => void>();
let beat: ReturnType<typeof setInterval> | null = null;
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  beat ??= setInterval(() => {
    for (const each of listeners) each();
  }, PERIOD_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || beat === null) return;
    clearInterval(beat);
    beat = null;
  };
}

/** Re-renders the component when `read(now)` gives a different value: a timer of whole seconds renders once a second. */
export function useTime<T extends string | number | boolean>(read: (now: number) => T): T {
  const clock = use(ClockContext);
  return useSyncExternalStore(subscribe, () => read(clock()));
}

export function useClock(): DeskClock {
  return use(ClockContext);
}

/** The zone for `timeOfDay` and `shortDate`. */
export function useZone(): TimeZone {
  return use(ZoneContext);
}
