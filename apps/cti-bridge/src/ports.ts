/**
 * The seams inside the bridge. The gateway (people, sockets, HTTP) and the desk (calls, seats, routing) meet here,
 * and both meet the store; each can be tested with the others replaced.
 */
import type { LedgerEntry, LedgerFact } from '@hotline/domain/ledger';
import type {
  Answer,
  CallerView,
  HallView,
  Command,
  SeatEventMessage,
  Snapshot,
} from '@hotline/domain/protocol';
import type { TicketDraft } from '@hotline/domain/draft';

/** A person of `config/hotline.yaml` whose password was right, at their seat. */
export type SignedInPerson = {
  readonly person: string;
  readonly name: string;
  readonly seatId: string;
  readonly role: 'agent' | 'leader' | 'specialist';
  readonly skills: readonly string[];
};

/** A person without a telephone (派单员, 经办人): works on tickets, sits at no seat. */
type OfficePerson = {
  readonly person: string;
  readonly name: string;
  readonly seatId: null;
  readonly role: 'office';
};

/** A hall screen (大屏): a log-in of its own that reads the hall's figures and nothing else. */
type HallScreen = {
  readonly person: string;
  readonly name: string;
  readonly seatId: null;
  readonly role: 'hall';
};

export type Person = SignedInPerson | OfficePerson | HallScreen;

/** What the gateway asks of calls, seats and queues. */
export type DeskPort = {
  signIn(person: SignedInPerson): void;
  signOut(seatId: string, why: 'asked' | 'superseded' | 'expired'): void;
  /** A seat's WebSocket to the bridge came or went; the call, if any, goes on. */
  setConnected(seatId: string, connected: boolean): void;
  snapshot(seatId: string): Snapshot;
  /** For hall screens. */
  hall(): HallView;
  /** Exactly one answer a command. */
  handle(seatId: string, command: Command): Promise<Answer>;
  /** Events in order, for one seat each. Returns the unsubscribe function. */
  onSeatEvent(listener: (seatId: string, event: SeatEventMessage) => void): () => void;
};

/** The append-only ledger. */
export type LedgerPort = {
  /** Resolves when the fact is durable (group commit); order of calls is order in the ledger. */
  append(at: number, fact: LedgerFact): Promise<LedgerEntry>;
  /** All entries from `seq` on, in order, those not yet durable included. */
  entries(fromSeq?: number): Iterable<LedgerEntry>;
  /** `seq` of the first fact whose time is `at` or later (ms); one past the end when there is none. To fold a day, not a year. */
  seqAt(at: number): number;
};

/** Who is calling, from profiles, the ledger's calls and the tickets. */
export type CallerBookPort = {
  /**
   * `number` is normalised; '' when withheld. `callId` is the call that is looked up for: it counts once in
   * `callsIn30Days` and is not among `earlierCalls`, whether or not the ledger has it already.
   */
  lookUp(number: string, now: number, callId: string): CallerView;
  /** The caller's tickets where they lie in a database that is asked over the network; else `lookUp` has them. */
  ticketsOf?(number: string): Promise<CallerView['tickets']>;
  /** Seat that last talked with this number within the configured days, else null. */
  lastSeat(number: string, now: number): string | null;
};

export type TicketPort = {
  /** Same key, same ticket. null: this person takes no tickets up (经办人). */
  file(
    key: string,
    draft: TicketDraft,
    by: { readonly seatId: string; readonly person: string; readonly callerNumber: string | null },
    now: number,
    /** Version of the ticket's words that its person has seen, and over which these go. */
    over?: number | null,
  ): Promise<{
    readonly ticketNo: string;
    readonly isNew: boolean;
    /** 不受理: why it was not taken up; null: it was. */
    readonly refused: string | null;
    /** What the ticket says instead. */
    readonly differs: {
      readonly version: number;
      readonly mayChange: boolean;
      readonly draft: TicketDraft;
    } | null;
  } | null>;
  /** Where whom the ticket is about wants to be called; null: there is no such ticket, or nobody left a number. */
  numberOf(ticketNo: string): Promise<string | null>;
};

/** A fact with its seal: `hash` is SHA-256 over the seal before it, `seq`, `at` and the fact's text (store/seal.ts). */
export type SealedEntry = {
  readonly seq: number;
  readonly at: number;
  /** As it was written. */
  readonly fact: Readonly<Record<string, unknown>>;
  /** Of the fact before it, whatever call that belongs to. */
  readonly previous: string;
  readonly hash: string;
};

export type SealedLedgerPort = {
  /** A call's facts in order, those not yet durable included. */
  sealedOf(callId: string): readonly SealedEntry[];
};

/** 工单摘要推送: tells an emergency desk what the ticket says. */
export type SummaryPort = {
  /**
   * Comes back at once; no receipt comes within it. Pushing the same body for the same call and target again is the
   * same delivery: when it is over, its receipt is told once more.
   */
  push(order: {
    readonly callId: string;
    readonly targetId: string;
    readonly url: string;
    readonly body: unknown;
  }): void;
  /** Goes on with what a bridge that died has left undelivered, by the same keys. Once, when somebody listens. */
  resume(): void;
  /** One receipt for each delivery, but for those that `stop` cut short. Returns the unsubscribe function. */
  onReceipt(listener: (receipt: SummaryReceipt) => void): () => void;
  stop(): void;
};

export type SummaryReceipt = {
  readonly callId: string;
  readonly targetId: string;
  readonly outcome: 'delivered' | 'given-up';
  /** HTTP status of the last attempt; null when nothing answered. */
  readonly status: number | null;
  /** What the other side calls it: `receipt` of its answer. */
  readonly receiptId: string | null;
  readonly attempts: number;
  readonly at: number;
};

/** Which recordings there are. Times in ms since 1970. Each file is named once, by its path on the PBX. */
export type RecordingPort = {
  /** Where a new recording of this call goes; another one each time, since a call-back has a leg of its own. */
  newPath(callId: string, at: number): string;
  started(callId: string, path: string, at: number): void;
  /** Silence is written while a card number is told. */
  masked(path: string, at: number, isMasked: boolean): void;
  /** `lengthMs` as the PBX says it; null: from the times. */
  ended(path: string, at: number, lengthMs: number | null): void;
  /** The PBX did not record what it was asked to. */
  missing(callId: string, path: string, at: number): void;
};
