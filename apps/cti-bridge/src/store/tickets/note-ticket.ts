/** 关联 and 并入: entries beside a ticket's way, on every ticket they concern or on none. */
import type { TicketDraft } from '@hotline/domain/draft';
import { err, ok, type Result } from '@hotline/domain/result';
import {
  linksOf,
  note,
  transition,
  type Actor,
  type TicketNote,
  type TicketRefusal,
  type TicketRules,
} from '@hotline/domain/ticket';
import { firstRow, rows, type Script } from './sql-script.ts';
import type { TicketRecord } from './ticket-record.ts';
import { historyScript, lockTickets, writeNext } from './write-entry.ts';

export type LinkOrder = {
  readonly kind: 'link' | 'unlink';
  readonly between: readonly [string, string];
  readonly by: Actor;
  /** ms */
  readonly now: number;
};

export type JoinOrder = {
  readonly ticketNo: string;
  readonly draft: TicketDraft;
  readonly by: Actor;
  readonly callerNumber: string | null;
  /** 催办 as well, in the draft's words. */
  readonly urges: boolean;
  /** ms */
  readonly now: number;
};

export type NoteFailure =
  | TicketRefusal
  | { readonly code: 'no-ticket' }
  /** The draft is a ticket already, or stands in another one. */
  | { readonly code: 'already-filed'; readonly ticketNo: string };

export type JoinedDraft = {
  /** Of the entry on the ticket's history. */
  readonly no: number;
  readonly person: string;
  readonly callerNumber: string | null;
  readonly draft: TicketDraft;
};

export function* noteOn(
  record: TicketRecord,
  event: TicketNote,
  by: Actor,
  now: number,
  targets: readonly string[],
  rules: TicketRules,
): Script<Result<TicketRecord, TicketRefusal>> {
  const noted = note(record.ticket, event, by, now);
  if (!noted.ok) return noted;
  return ok(yield* writeNext(record, noted.value, targets, rules));
}

/** Linking what is linked, and unlinking what is not, changes nothing. */
export function* linkScript(
  { kind, between, by, now }: LinkOrder,
  targets: readonly string[],
  rules: TicketRules,
): Script<Result<void, NoteFailure>> {
  const [one, other] = yield* lockTickets(...between);
  if (!one || !other) return err({ code: 'no-ticket' });
  const links = linksOf(yield* historyScript(one.ticketNo));
  if (links.includes(other.ticketNo) === (kind === 'link')) return ok(undefined);
  // Both are asked before either is written.
  for (const [record, ticketNo] of [
    [one, other.ticketNo],
    [other, one.ticketNo],
  ] as const) {
    const allowed = note(record.ticket, { kind, ticketNo }, by, now);
    if (!allowed.ok) return allowed;
  }
  yield* noteOn(one, { kind, ticketNo: other.ticketNo }, by, now, targets, rules);
  yield* noteOn(other, { kind, ticketNo: one.ticketNo }, by, now, targets, rules);
  return ok(undefined);
}

/** The draft's words go into the ticket; filing the same draft afterwards answers with this ticket. */
export function* joinScript(
  { ticketNo, draft, by, callerNumber, urges, now }: JoinOrder,
  targets: readonly string[],
  rules: TicketRules,
): Script<Result<TicketRecord, NoteFailure>> {
  const [record] = yield* lockTickets(ticketNo);
  if (!record) return err({ code: 'no-ticket' });
  const went = yield* whereDraftWent(draft.draftId, by.person);
  if (went?.ticketNo === ticketNo && went.no > 1) return ok(record);
  if (went !== null) return err({ code: 'already-filed', ticketNo: went.ticketNo });

  const { draftId, callId, title, text } = draft;
  const joined = note(record.ticket, { kind: 'join', draftId, callId, title, text }, by, now);
  if (!joined.ok) return joined;
  const words = text.trim() === '' ? title : text;
  const urged = urges
    ? transition(joined.value.ticket, { kind: 'urge', text: words }, by, {
        now,
        matter: record.draft,
        rules,
      })
    : null;
  if (urged?.ok === false) return urged;

  let after = yield* writeNext(record, joined.value, targets, rules);
  const no = after.version;
  if (urged !== null) after = yield* writeNext(after, urged.value, targets, rules);
  yield* noteDraft(draft, by.person, ticketNo, no, callerNumber, JSON.stringify(draft));
  return ok(after);
}

/** Throws when it went somewhere else at the same moment: nothing is written, and the next try is told where. */
export function* noteDraft(
  { draftId }: TicketDraft,
  person: string,
  ticketNo: string,
  no: number,
  callerNumber: string | null,
  draft: string | null,
): Script<void> {
  const noted = yield* firstRow(
    `INSERT INTO ticket_draft (draft_id, person, ticket_no, no, caller_number, draft) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING ticket_no`,
    draftId,
    person,
    ticketNo,
    no,
    callerNumber,
    draft,
  );
  if (noted === null) throw new Error(`draft ${draftId} went into two tickets at once`);
}

export function* whereDraftWent(
  draftId: string,
  person: string,
): Script<{ readonly ticketNo: string; readonly no: number } | null> {
  return yield* firstRow<{ ticketNo: string; no: number }>(
    'SELECT ticket_no AS "ticketNo", no FROM ticket_draft WHERE draft_id = ? AND person = ?',
    draftId,
    person,
  );
}

/** Drafts that joined the ticket after it was filed. */
export function* joinedScript(ticketNo: string): Script<readonly JoinedDraft[]> {
  const found = yield* rows<{
    no: number;
    person: string;
    caller_number: string | null;
    draft: string;
  }>(
    `SELECT no, person, caller_number, draft FROM ticket_draft
     WHERE ticket_no = ? AND draft IS NOT NULL ORDER BY no`,
    ticketNo,
  );
  return found.map(({ no, person, caller_number: callerNumber, draft }) => ({
    no,
    person,
    callerNumber,
    draft: JSON.parse(draft) as TicketDraft,
  }));
}
