/** For tests of what stands on the desk's core without a call: its stores by hand, timers that are run by hand. */
import type { LogInAnswer } from '@hotline/domain/protocol';
import { createStore } from 'zustand/vanilla';
import type { DeskCore, DeskState } from '../app/desk-core.ts';
import { aSnapshot } from '../stories/samples.ts';
import type { LibraryLink } from './library-link.ts';

type Timer = { readonly run: () => void; stopped: boolean };

export function fakeCore(role: LogInAnswer['role'] = 'leader', stored = new Map<string, string>()) {
  const snapshot = aSnapshot();
  const state = createStore(
    () =>
      ({
        stage: { kind: 'signed-in', person: { token: 't', role } },
        link: { data: { ...snapshot, seat: { ...snapshot.seat, role }, call: null } },
        phone: { call: { kind: 'none' } },
        screen: 'workbench',
      }) as unknown as DeskState,
  );
  const drafts = createStore(() => ({ items: {}, tabs: [], active: null, discarded: null }));
  let timers: Timer[] = [];
  let ids = 0;
  const typed: unknown[] = [];
  const core = {
    state,
    get: () => state.getState(),
    set: (change: Partial<DeskState>) => state.setState(change),
    clock: () => Date.UTC(2026, 10, 25, 4),
    settings: { state: { getState: () => ({ lastPerson: 'fang.hui' }) } },
    drafts: { state: drafts, change: (id: string, change: unknown) => typed.push([id, change]) },
    ports: {
      platform: {},
      info: { bridgeUrl: 'http://127.0.0.1:1' },
      storage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
      },
      newId: () => `new-${(ids += 1)}`,
      setTimer(run: () => void) {
        const timer: Timer = { run, stopped: false };
        timers.push(timer);
        return () => void (timer.stopped = true);
      },
    },
  };
  return {
    core: core as unknown as DeskCore,
    state,
    stored,
    typed,
    /** Everybody who waits for a pause has had it. */
    pause: async (): Promise<void> => {
      const due = timers.filter(({ stopped }) => !stopped);
      timers = [];
      for (const { run } of due) run();
      await settled();
    },
  };
}

/** What was asked has been answered. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const unasked = (): never => {
  throw new Error('not asked for here');
};
export const noLink: LibraryLink = {
  page: unasked,
  search: unasked,
  report: unasked,
  list: unasked,
  read: unasked,
  change: unasked,
  reports: unasked,
  answer: unasked,
  keepFile: unasked,
  file: unasked,
};
