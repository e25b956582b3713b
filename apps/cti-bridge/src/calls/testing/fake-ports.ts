/** Tests only: ledger, caller book and tickets in memory. */
import type { LedgerEntry, LedgerFact } from '@hotline/domain/ledger';
import { ledgerFact } from '@hotline/domain/ledger';
import { isLocal, maskNumber, parseNumber, placeOf } from '@hotline/domain/phone-number';
import type { CallerView } from '@hotline/domain/protocol';
import type {
  CallerBookPort,
  LedgerPort,
  RecordingPort,
  SealedEntry,
  SealedLedgerPort,
  TicketPort,
} from '../../ports.ts';

export class FakeLedger implements LedgerPort, SealedLedgerPort {
  readonly all: LedgerEntry[] = [];
  isBroken = false;

  append(at: number, fact: LedgerFact): Promise<LedgerEntry> {
    // What the real one would refuse must not pass here.
    const entry = { seq: this.all.length + 1, at, fact: ledgerFact.parse(fact) };
    if (this.isBroken) return Promise.reject(new Error('disk full'));
    this.all.push(entry);
    return Promise.resolve(entry);
  }

  entries(fromSeq = 1): Iterable<LedgerEntry> {
    return this.all.filter(({ seq }) => seq >= fromSeq);
  }

  seqAt(at: number): number {
    return this.all.find((entry) => entry.at >= at)?.seq ?? this.all.length + 1;
  }

  sealedOf(callId: string): readonly SealedEntry[] {
    return this.all
      .filter(({ fact }) => 'callId' in fact && fact.callId === callId)
      .map((entry) => ({ ...entry, previous: '', hash: String(entry.seq) }));
  }

  /** Kinds of the facts of one call, in order. */
  ofCall(callId: string): readonly string[] {
    return this.all.flatMap(({ fact }) =>
      'callId' in fact && fact.callId === callId ? [fact.kind] : [],
    );
  }

  last<K extends LedgerFact['kind']>(kind: K): Extract<LedgerFact, { kind: K }> | undefined {
    return this.all.findLast(({ fact }) => fact.kind === kind)?.fact as
      | Extract<LedgerFact, { kind: K }>
      | undefined;
  }
}

export class FakeCallerBook implements CallerBookPort {
  readonly lastSeats = new Map<string, string>();
  readonly special = new Map<string, string>();
  isBroken = false;

  lookUp(number: string): CallerView {
    if (this.isBroken) throw new Error('database is locked');
    const parsed = parseNumber(number, '0710');
    return {
      numberMasked: maskNumber(parsed),
      numberKind: parsed.kind,
      place: placeOf(parsed)?.city ?? null,
      local: isLocal(parsed, '0710'),
      name: null,
      specialGroup: this.special.get(number) ?? null,
      contactPreference: 'any',
      note: null,
      tags: [],
      callsIn30Days: 1,
      earlierCalls: [],
      tickets: [],
    };
  }

  /** As with tickets in another database. */
  ticketsOf?: (number: string) => Promise<CallerView['tickets']>;

  lastSeat(number: string): string | null {
    return this.lastSeats.get(number) ?? null;
  }
}

export class FakeTickets implements TicketPort {
  readonly filed = new Map<string, Parameters<TicketPort['file']>[2]>();
  /** Of tickets, where their citizens want to be called. */
  readonly numbers = new Map<string, string>();
  isBroken = false;

  file(...[key, draft, by]: Parameters<TicketPort['file']>): ReturnType<TicketPort['file']> {
    if (this.isBroken) return Promise.reject(new Error('disk full'));
    const isNew = !this.filed.has(key);
    this.filed.set(key, by);
    return Promise.resolve({
      ticketNo: `T-${key}`,
      isNew,
      refused: draft.refusal?.reason ?? null,
      differs: null,
    });
  }

  numberOf(ticketNo: string): Promise<string | null> {
    return Promise.resolve(this.numbers.get(ticketNo) ?? null);
  }
}

export class FakeRecordings implements RecordingPort {
  readonly said: string[] = [];

  newPath(callId: string): string {
    return `/recordings/${callId}.wav`;
  }

  started(_callId: string, path: string): void {
    this.said.push(`started ${path}`);
  }

  masked(path: string, _at: number, isMasked: boolean): void {
    this.said.push(`${isMasked ? 'masked' : 'unmasked'} ${path}`);
  }

  ended(path: string): void {
    this.said.push(`ended ${path}`);
  }

  missing(_callId: string, path: string): void {
    this.said.push(`missing ${path}`);
  }
}
