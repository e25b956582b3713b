import type { CallerBookPort, LedgerPort, TicketPort } from '../ports.ts';
import type { DeskClock } from './desk-clock.ts';
import type { DeskConfig } from './desk-config.ts';
import type { DeskLogger } from './desk-logger.ts';
import type { PbxPort } from './pbx-port.ts';

export type DeskOptions = {
  readonly pbx: PbxPort;
  readonly ledger: LedgerPort;
  readonly callerBook: CallerBookPort;
  readonly tickets: TicketPort;
  readonly clock: DeskClock;
  readonly ids: {
    /** A new uuid for a leg. */
    readonly newLeg: () => string;
    /** Names this run of the bridge. */
    readonly epoch: string;
  };
  readonly config: DeskConfig;
  readonly logger: DeskLogger;
};
