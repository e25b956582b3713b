import { err, ok, type Result } from '@hotline/domain/result';
import { fold, type Ticket, type TicketRules } from '@hotline/domain/ticket';
import { noteOn } from './note-ticket.ts';
import type { Script } from './sql-script.ts';
import type { TicketRecord } from './ticket-record.ts';
import { historyScript, lockTickets, writeNext, type Next } from './write-entry.ts';

export type NextOf<E> = (record: TicketRecord) => Result<Next, E>;

export type StepFailure<E> =
  | { readonly code: 'no-ticket' }
  /** Somebody was faster: the ticket that the step was meant for, and the ticket as it is. */
  | { readonly code: 'conflict'; readonly meant: Ticket | null; readonly current: TicketRecord }
  | { readonly code: 'refused'; readonly why: E }
  /** 并单 into a ticket that is not there, or is over. */
  | { readonly code: 'no-such-ticket' };

/** `into`: the ticket that this one is merged into (并单); it is told of it on its own history. */
export function* stepScript<E>(
  ticketNo: string,
  expectedVersion: number,
  next: NextOf<E>,
  into: string | null,
  targets: readonly string[],
  rules: TicketRules,
): Script<Result<TicketRecord, StepFailure<E>>> {
  const [record, target] = yield* lockTickets(ticketNo, ...(into === null ? [] : [into]));
  if (record === null || record === undefined) return err({ code: 'no-ticket' });
  if (record.version !== expectedVersion) return err(yield* conflict(record, expectedVersion));
  const decided = next(record);
  if (!decided.ok) return err({ code: 'refused', why: decided.error });
  if (into !== null) {
    if (target === null || target === undefined) return err({ code: 'no-such-ticket' });
    const { by, at } = decided.value.entry;
    const told = yield* noteOn(target, { kind: 'take-in', ticketNo }, by, at, targets, rules);
    if (!told.ok) return err({ code: 'no-such-ticket' });
  }
  return ok(yield* writeNext(record, decided.value, targets, rules));
}

function* conflict(
  current: TicketRecord,
  expectedVersion: number,
): Script<{ code: 'conflict'; meant: Ticket | null; current: TicketRecord }> {
  const history = yield* historyScript(current.ticketNo);
  const then = history.slice(0, expectedVersion);
  // A version that never was has nothing to be shown.
  const meant = then.length > 0 && then.length === expectedVersion ? fold(then) : null;
  return { code: 'conflict', meant, current };
}
