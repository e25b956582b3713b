import { serverMessage, type ServerMessage, type Snapshot } from '@hotline/domain/protocol';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fold } from './fold-snapshot.ts';
import { hearing, toneMicrophone } from './tone-microphone.ts';

/** One thing that crossed a wire of the seat, in the order and at the time (ms, monotonic) in which the page saw it. */
type WireEntry = { readonly at: number } & (
  | { readonly wire: 'bridge'; readonly message: ServerMessage }
  | {
      readonly wire: 'sip';
      readonly way: 'in' | 'out';
      readonly text: string;
      readonly start: string;
    }
  | { readonly wire: 'closed'; readonly url: string }
);

export type SeatPage = {
  readonly page: Page;
  readonly log: readonly WireEntry[];
  /** The seat's own picture: the snapshot with all events since, as the bridge told it. */
  readonly state: Snapshot | undefined;
  /** Resolves when the picture is so; looks again at each message, never by the clock. */
  when(what: string, so: (state: Snapshot) => boolean, withinMs?: number): Promise<Snapshot>;
  whenWire(what: string, so: (entry: WireEntry) => boolean, withinMs?: number): Promise<WireEntry>;
  press(key: string): Promise<void>;
  /** Waits until the seat hears this frequency clearly (> −45 dBFS); gives its level in dBFS. */
  hears(hz: number, withinMs?: number): Promise<number>;
  /** Level of this frequency now, dBFS. */
  level(hz: number): Promise<number>;
  close(): Promise<void>;
};

/** Watches a page of the desk, in Chromium or in Electron, by what crosses its sockets. */
export function watchSeat(page: Page): SeatPage {
  const log: WireEntry[] = [];
  const watchers = new Set<() => void>();
  let state: Snapshot | undefined;
  const add = (entry: WireEntry): void => {
    log.push(entry);
    if (entry.wire === 'bridge') state = fold(state, entry.message);
    for (const watcher of watchers) watcher();
  };
  page.on('websocket', (socket) => {
    const isBridge = socket.url().includes('/ws/seat');
    socket.on('framereceived', ({ payload }) => {
      const at = performance.now();
      if (!isBridge) {
        const whole = payload.toString();
        add({ at, wire: 'sip', way: 'in', text: whole, start: whole.split('\r\n', 1)[0] ?? '' });
        return;
      }
      const message = serverMessage.safeParse(JSON.parse(payload.toString()));
      if (!message.success)
        throw new Error(`the bridge sent what the protocol does not know: ${payload.toString()}`);
      add({ at, wire: 'bridge', message: message.data });
    });
    socket.on('framesent', ({ payload }) => {
      if (isBridge) return;
      const whole = payload.toString();
      add({
        at: performance.now(),
        wire: 'sip',
        way: 'out',
        text: whole,
        start: whole.split('\r\n', 1)[0] ?? '',
      });
    });
    socket.on('close', () => add({ at: performance.now(), wire: 'closed', url: socket.url() }));
  });

  function wait<T>(what: string, look: () => T | undefined, withinMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(attempt);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(attempt);
        const last = log.slice(-6).map((entry) => JSON.stringify(entry).slice(0, 300));
        reject(
          new Error(
            `not within ${withinMs} ms: ${what}\nseat: ${JSON.stringify(state?.seat)}\ncall: ${JSON.stringify(state?.call)?.slice(0, 500)}\nlast:\n${last.join('\n')}`,
          ),
        );
      }, withinMs);
      watchers.add(attempt);
      attempt();
    });
  }

  const level = (hz: number): Promise<number> => hearing(page, hz);
  return {
    page,
    log,
    get state() {
      return state;
    },
    when: (what, so, withinMs = 15_000) =>
      wait(what, () => (state !== undefined && so(state) ? state : undefined), withinMs),
    whenWire: (what, so, withinMs = 15_000) => wait(what, () => log.find(so), withinMs),
    press: (key) => page.keyboard.press(key),
    level,
    async hears(hz, withinMs = 8000) {
      const until = performance.now() + withinMs;
      let seen = Number.NEGATIVE_INFINITY;
      while (performance.now() < until) {
        seen = await level(hz);
        const beside = Math.max(await level(hz * 1.3), await level(hz * 0.75));
        // Clear: well above the floor and 15 dB above its neighbours, so that noise never passes for the tone.
        if (seen > -45 && seen > beside + 15) return seen;
      }
      throw new Error(`the seat does not hear ${hz} Hz (last level ${seen} dBFS)`);
    },
    async close() {
      await page.context().close();
    },
  };
}

export type WebSeatOptions = {
  readonly address: string;
  readonly person: string;
  readonly password: string;
  /** Frequency that this seat's microphone gives; null: the browser's own microphone, or its refusal; none: there is none. */
  readonly hz?: number | null | 'none';
  readonly context?: Parameters<Browser['newContext']>[0];
};

/** Opens the web seat as a person of the hotline and waits for its first snapshot and its SIP registration. */
export async function openWebSeat(browser: Browser, options: WebSeatOptions): Promise<SeatPage> {
  const context: BrowserContext = await browser.newContext({
    permissions: ['microphone'],
    locale: 'zh-CN',
    viewport: { width: 1920, height: 1080 },
    ...options.context,
  });
  await context.addInitScript(toneMicrophone, { hz: options.hz === undefined ? 1000 : options.hz });
  const page = await context.newPage();
  const seat = watchSeat(page);
  const who = `${encodeURIComponent(options.person)}:${encodeURIComponent(options.password)}`;
  await page.goto(`${options.address}/#sign-in=${who}`);
  await seat.when('signed in', (state) => state.seat.activity.kind !== 'signed-out', 30_000);
  await seat.when('registered', (state) => state.seat.device.registered, 30_000);
  return seat;
}
