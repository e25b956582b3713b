import type {
  CallerBookPort,
  LedgerPort,
  RecordingPort,
  SealedLedgerPort,
  SummaryPort,
  TicketPort,
} from '../ports.ts';
import type { DeskClock } from './desk-clock.ts';
import type { DeskConfig } from './desk-config.ts';
import type { DeskLogger } from './desk-logger.ts';
import type { PbxPort } from './pbx-port.ts';

export type DeskOptions = {
  readonly pbx: PbxPort;
  readonly ledger: LedgerPort;
  /** The ledger with its seals, for a printed time-line. */
  readonly sealed: SealedLedgerPort;
  /** null: nothing is recorded by the bridge. */
  readonly recordings: RecordingPort | null;
  /** null: no summary can be pushed. */
  readonly summary: SummaryPort | null;
  readonly callerBook: CallerBookPort;
  readonly tickets: TicketPort;
  /** 定期报表 that could not be written yet, for alarms. */
  readonly lateReportFiles: () => number;
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
