import type { TicketDraft } from '@hotline/domain/draft';
import {
  accept,
  hasEnded,
  transition,
  type Actor,
  type RefusalReason,
  type TicketKind,
  type TicketRules,
  type TicketStepTaken,
} from '@hotline/domain/ticket';
import { fileAgainScript } from './file-again.ts';
import { firstRow, rows, type Script } from './sql-script.ts';
import { linkScript, noteDraft, whereDraftWent } from './note-ticket.ts';
import { indexOf } from './ticket-index.ts';
import { notePlace, type PlaceOf } from './ticket-places.ts';
import { findBy, refusalOf } from './ticket-record.ts';
import { addTermsScript } from './ticket-terms.ts';
import { noteEntry } from './write-entry.ts';

export type FileOrder = {
  readonly key: string;
  readonly draft: TicketDraft;
  readonly by: Actor;
  readonly seatId: string;
  readonly callerNumber: string | null;
  /** Version of the ticket's words over which these go; the person has seen it. */
  readonly over?: number | null;
  readonly external?: { readonly id: string; readonly version: number };
  /** ms */
  readonly now: number;
};

export type Filed = {
  readonly ticketNo: string;
  readonly isNew: boolean;
  /** 不受理: why it was not taken up; null: it was. */
  readonly refused: RefusalReason | null;
  /** What the ticket says instead, when the key was filed before with other words. `version`: of its words. */
  readonly differs: {
    readonly version: number;
    readonly mayChange: boolean;
    readonly draft: TicketDraft;
  } | null;
};

const kinds: readonly TicketKind[] = [
  'consult',
  'help',
  'complaint',
  'report',
  'suggestion',
  'praise',
];

/** A matter without a kind of the rules goes their way as 求助; what the person chose stays in the draft. */
const kindOf = (chosen: string): TicketKind => kinds.find((kind) => kind === chosen) ?? 'help';

export function* fileScript(
  order: FileOrder,
  day: string,
  targets: readonly string[],
  rules: TicketRules,
  placeOf: PlaceOf | null,
): Script<Filed> {
  const { draft, by, now } = order;
  const key = yield* keyOf(order);
  const earlier = yield* findBy('idempotency_key', key);
  if (earlier !== null) return yield* fileAgainScript(earlier, order, rules, placeOf);
  // 并入: its words stand in another ticket, and are not filed as a second one.
  const joined = yield* whereDraftWent(draft.draftId, by.person);
  if (joined !== null && joined.no > 1) {
    return { ticketNo: joined.ticketNo, isNew: false, refused: null, differs: null };
  }

  // Locks the day: whoever files the same key at the same moment waits here, and finds it below.
  const number = yield* firstRow<{ last: number }>(
    `INSERT INTO ticket_day (day, last) VALUES (?, 1)
     ON CONFLICT (day) DO UPDATE SET last = ticket_day.last + 1 RETURNING last`,
    day,
  );
  const ticketNo = `${day}-${String(number?.last).padStart(6, '0')}`;
  const steps = stepsAtFiling(ticketNo, order, rules);
  const { ticket, entry: last } = steps.at(-1) ?? steps[0];
  const { dueAt, superviseAt } = indexOf(ticket, draft, rules);
  const inserted = yield* firstRow(
    `INSERT INTO ticket (ticket_no, idempotency_key, external_id, external_version, at, version, state, kind, title,
                         category_code, urgency, seat_id, person, caller_number, call_id, ended, supervised, due_at,
                         supervise_at, draft, current)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING ticket_no`,
    ticketNo,
    key,
    order.external?.id ?? null,
    order.external?.version ?? null,
    now,
    last.no,
    ticket.state.kind,
    draft.kind,
    draft.title,
    draft.categoryCode,
    draft.urgency,
    order.seatId,
    by.person,
    order.callerNumber,
    draft.callId,
    ticket.state.kind === 'refused' ? 1 : 0,
    dueAt,
    superviseAt,
    JSON.stringify(draft),
    JSON.stringify(ticket),
  );
  if (inserted === null) {
    const other = yield* findBy('idempotency_key', key);
    if (other === null) throw new Error(`ticket ${ticketNo} stands in the way of a new one`);
    return yield* fileAgainScript(other, order, rules, placeOf);
  }
  yield* notePlace(ticketNo, draft.place, placeOf);
  for (const { entry } of steps) yield* noteEntry(ticketNo, entry, targets);
  yield* rows(
    'INSERT INTO ticket_matter (ticket_no, no, at, who, draft) VALUES (?, 1, ?, ?, ?)',
    ticketNo,
    now,
    by.person,
    JSON.stringify(draft),
  );
  // A second ticket of one draft, by another key, has its own words; the first keeps the draft and its attachments.
  if (joined === null) {
    yield* noteDraft(draft, by.person, ticketNo, 1, order.callerNumber, null);
  }
  if (!hasEnded(ticket)) {
    yield* addTermsScript({ ticketNo, draft, callerNumber: order.callerNumber });
  }
  // 关联, chosen while it was written. One that is gone, or was merged meanwhile, does not keep this one from being filed.
  for (const other of draft.related) {
    yield* linkScript({ kind: 'link', between: [ticketNo, other], by, now }, targets, rules);
  }
  return { ticketNo, isNew: true, refused: refusalOf(ticket), differs: null };
}

/** 受理, and at once 不受理 when that is how the agent handled it: the reason and the words said stand in its history. */
function stepsAtFiling(
  ticketNo: string,
  { draft, by, now }: FileOrder,
  rules: TicketRules,
): readonly [TicketStepTaken, ...TicketStepTaken[]] {
  const accepted = accept({ ticketId: ticketNo, kind: kindOf(draft.kind) }, by, now);
  if (!accepted.ok) throw new Error(`${by.person} takes no tickets up: asked before filing`);
  const { ticket } = accepted.value;
  if (draft.handling !== 'refuse' || draft.refusal === null) return [accepted.value];
  const event = { kind: 'refuse', ...draft.refusal } as const;
  const refused = transition(ticket, event, by, { now, matter: draft, rules });
  return refused.ok ? [accepted.value, refused.value] : [accepted.value];
}

/** A key is the person's own: what another person filed by the same one is neither given away nor kept from being filed. */
function* keyOf({ key, by }: FileOrder): Script<string> {
  const known = yield* findBy('idempotency_key', key);
  return known === null || known.person === by.person ? key : `${by.person}/${key}`;
}
