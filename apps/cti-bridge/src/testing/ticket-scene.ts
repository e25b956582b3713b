/** A bridge with units, their clerks and who dispatches; tickets as a seat files them; people who take steps over HTTP. */
import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import type { TicketEvent } from '@hotline/domain/ticket';
import { createTicketClient, type TicketClient } from '@hotline/domain/ticket-api';
import { createTicketStore, openStore, sqliteRunner } from '../store/index.ts';
import { forget, startTestBridge, type TestBridge } from './test-bridge.ts';
import { quickRules } from './ticket-rules.ts';

export type TicketScene = {
  readonly bridge: TestBridge;
  now: number;
  file(key: string, change?: Partial<TicketDraft>): Promise<string>;
  /** Of one log-in: another of the same person would end it. */
  token(person: string): Promise<string>;
  as(person: string): Promise<TicketClient>;
  /** Steps one after the other, from the ticket's version on; throws for one that is refused. */
  play(ticketNo: string, steps: readonly (readonly [string, TicketEvent])[]): Promise<void>;
  take(person: string, ticketNo: string, event: TicketEvent): ReturnType<TicketClient['step']>;
  stop(): Promise<void>;
};

/** Wednesday 2026-11-25, noon in China. */
const noon = Date.UTC(2026, 10, 25, 4);

export async function ticketScene(): Promise<TicketScene> {
  const tokens = new Map<string, { readonly since: number; readonly token: string }>();
  const clock = { now: noon };
  const bridge = await startTestBridge({
    now: () => clock.now,
    change: (config) => ({
      ...config,
      tickets: {
        ...config.tickets,
        units: [
          { id: 'water', zh: '供水公司', en: 'Water', clerks: ['ma.tao'] },
          { id: 'roads', zh: '城管委', en: 'Roads', clerks: ['guo.yan'] },
        ],
        dispatchers: ['huang.lei'],
      },
    }),
  });
  const scene: TicketScene = {
    bridge,
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    async file(key, draft = {}) {
      const opened = openStore(bridge.folder);
      if (!opened.ok) throw new Error(opened.error.code);
      const store = createTicketStore(sqliteRunner(opened.value), {
        timeZone: 'Asia/Shanghai',
        targets: [],
        rules: () => quickRules,
      });
      const { ticketNo } = await store.file({
        key,
        draft: { ...emptyDraft(key, null), kind: 'help', title: key, ...draft },
        by: { role: 'agent', person: 'zhou.min' },
        seatId: '1003',
        callerNumber: '13800002222',
        now: scene.now,
      });
      opened.value.close();
      return ticketNo;
    },
    async token(person) {
      const known = tokens.get(person);
      // A log-in that nobody uses ends after half an hour.
      if (known !== undefined && clock.now - known.since < 60_000) return known.token;
      const { token } = await bridge.grant(person);
      tokens.set(person, { since: clock.now, token });
      return token;
    },
    async as(person) {
      return createTicketClient(fetch, bridge.origin, await scene.token(person));
    },
    async take(person, ticketNo, event) {
      const client = await scene.as(person);
      const seen = await (await scene.as('fang.hui')).read(ticketNo);
      if (!seen.ok) throw new Error(seen.error.code);
      return client.step(ticketNo, { expectedVersion: seen.value.version, event });
    },
    async play(ticketNo, steps) {
      for (const [person, event] of steps) {
        const taken = await scene.take(person, ticketNo, event);
        if (!taken.ok) throw new Error(`${event.kind}: ${JSON.stringify(taken.error)}`);
      }
    },
    async stop() {
      await bridge.stop();
      forget(bridge.folder);
    },
  };
  return scene;
}
