/** What the application needs of calls and PBX besides DeskPort; the real one ties `calls` to `esl`. */
import type { Registry } from 'prom-client';
import type { BridgeConfig } from './config/index.ts';
import type { Logger } from './observe/log.ts';
import type {
  CallerBookPort,
  DeskPort,
  LedgerPort,
  RecordingPort,
  SealedLedgerPort,
  SummaryPort,
  TicketPort,
} from './ports.ts';

export type DeskParts = {
  readonly config: BridgeConfig;
  readonly ledger: LedgerPort & SealedLedgerPort;
  /** null: nothing is recorded, nothing is pushed. */
  readonly recordings: RecordingPort | null;
  readonly summary: SummaryPort | null;
  readonly callerBook: CallerBookPort;
  readonly tickets: TicketPort;
  readonly lateReportFiles: () => number;
  /** Names this run of the bridge. */
  readonly epoch: string;
  readonly now: () => number;
  readonly log: Logger;
  readonly registry: Registry;
};

export type DeskRuntime = {
  readonly desk: DeskPort;
  readonly pbx: {
    readonly state: () => 'live' | 'away';
    /** True while the PBX says it is the practice one. */
    readonly practice: () => boolean;
    /** `sofia profile internal flush_inbound_reg`. Comes to nothing while the PBX is away. */
    readonly flushRegistration: (seatId: string) => Promise<void>;
  };
  /** Begins to connect to the PBX and goes on until `stop`; a PBX that is down is no error. */
  start(): void;
  stop(): Promise<void>;
};

export type CreateDeskRuntime = (parts: DeskParts) => DeskRuntime;
