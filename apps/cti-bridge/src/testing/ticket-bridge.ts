/** A bridge with two units and a dispatcher, people who ask it for tickets, and tickets as seats file them. */
import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { createTicketClient, type TicketClient } from '@hotline/domain/ticket-api';
import type { BridgeConfig } from '../config/index.ts';
import { createTicketStore, openStore, sqliteRunner } from '../store/index.ts';
import { quickRules } from './ticket-rules.ts';
import { forget, startTestBridge, type TestBridge } from './test-bridge.ts';

export type TicketBridge = TestBridge & {
  as(person: string): Promise<TicketClient>;
  /** Bearer token. */
  tokenOf(person: string): Promise<string>;
  /** As a seat files it, on the bridge's database: by 1003 unless told otherwise, from 13800002222. */
  file(key: string, change?: Partial<TicketDraft>, person?: string): Promise<string>;
  /** Nobody stays logged in for a week. */
  everybodyLeaves(): void;
  end(): Promise<void>;
};

export async function startTicketBridge(
  now: () => number,
  change: (config: BridgeConfig) => BridgeConfig = (config) => config,
): Promise<TicketBridge> {
  const bridge = await startTestBridge({
    now,
    change: (config) =>
      change({
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
  const tokens = new Map<string, string>();
  const tokenOf = async (person: string): Promise<string> => {
    const token = tokens.get(person) ?? (await bridge.grant(person)).token;
    tokens.set(person, token);
    return token;
  };
  return {
    ...bridge,
    tokenOf,
    as: async (person) => createTicketClient(fetch, bridge.origin, await tokenOf(person)),
    async file(key, draft = {}, person = 'zhou.min') {
      const opened = openStore(bridge.folder);
      if (!opened.ok) throw new Error(opened.error.code);
      const store = createTicketStore(sqliteRunner(opened.value), {
        timeZone: 'Asia/Shanghai',
        targets: [],
        rules: () => quickRules,
      });
      const filed = await store.file({
        key,
        draft: {
          ...emptyDraft(key, null),
          kind: 'help',
          title: key,
          callerName: '甲某',
          contactNumber: '13900001111',
          ...draft,
        },
        by: { role: 'agent', person },
        seatId: '1003',
        callerNumber: '13800002222',
        now: now(),
      });
      opened.value.close();
      return filed.ticketNo;
    },
    everybodyLeaves: () => tokens.clear(),
    async end() {
      await bridge.stop();
      forget(bridge.folder);
    },
  };
}
