/**
 * The seams inside the bridge. The gateway (people, sockets, HTTP) and the desk (calls, seats, routing) meet here,
 * and both meet the store; each can be tested with the others replaced.
 */
import type { LedgerEntry, LedgerFact } from '@hotline/domain/ledger';
import type {
  Answer,
  CallerView,
  Command,
  SeatEventMessage,
  Snapshot,
} from '@hotline/domain/protocol';
import type { TicketDraft } from '@hotline/domain/draft';

/** A person of `config/hotline.yaml` whose password was right. */
export type SignedInPerson = {
  readonly person: string;
  readonly name: string;
  readonly seatId: string;
  readonly role: 'agent' | 'leader' | 'specialist';
  readonly skills: readonly string[];
};

/** What the gateway asks of calls, seats and queues. */
export type DeskPort = {
  signIn(person: SignedInPerson): void;
  signOut(seatId: string, why: 'asked' | 'superseded' | 'expired'): void;
  /** A seat's WebSocket to the bridge came or went; the call, if any, goes on. */
  setConnected(seatId: string, connected: boolean): void;
  snapshot(seatId: string): Snapshot;
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
  /** Seat that last talked with this number within the configured days, else null. */
  lastSeat(number: string, now: number): string | null;
};

export type TicketPort = {
  /** Same key, same ticket. */
  file(
    key: string,
    draft: TicketDraft,
    by: { readonly seatId: string; readonly person: string; readonly callerNumber: string | null },
    now: number,
  ): Promise<{ readonly ticketNo: string; readonly isNew: boolean }>;
};
