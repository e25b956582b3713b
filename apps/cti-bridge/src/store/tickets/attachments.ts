/** 附件: what was attached to whose draft. It belongs to the ticket that the draft became or joined. */
import { firstRow, rows, type Script } from './sql-script.ts';

export type Attachment = {
  readonly id: string;
  readonly draftId: string;
  readonly person: string;
  readonly name: string;
  /** As its content says: image/png. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** ms */
  readonly at: number;
};

const COLUMNS = 'a.id, a.draft_id AS "draftId", a.person, a.name, a.type, a.size, a.sha256, a.at';

/** The same id twice is the same attachment. */
export function* addAttachmentScript(attachment: Attachment): Script<void> {
  const { id, draftId, person, name, type, size, sha256, at } = attachment;
  yield* rows(
    `INSERT INTO attachment (id, draft_id, person, name, type, size, sha256, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    id,
    draftId,
    person,
    name,
    type,
    size,
    sha256,
    at,
  );
}

/** With the ticket that its draft went into; null: into none yet. */
export function* findAttachmentScript(
  id: string,
): Script<{ readonly attachment: Attachment; readonly ticketNo: string | null } | null> {
  const row = yield* firstRow<Attachment & { ticketNo: string | null }>(
    `SELECT ${COLUMNS}, d.ticket_no AS "ticketNo" FROM attachment a
     LEFT JOIN ticket_draft d ON d.draft_id = a.draft_id AND d.person = a.person WHERE a.id = ?`,
    id,
  );
  if (row === null) return null;
  const { ticketNo, ...attachment } = row;
  return { attachment, ticketNo };
}

export function* attachmentsOfDraftScript(
  draftId: string,
  person: string,
): Script<readonly Attachment[]> {
  return yield* rows<Attachment>(
    `SELECT ${COLUMNS} FROM attachment a WHERE a.draft_id = ? AND a.person = ? ORDER BY a.at, a.id`,
    draftId,
    person,
  );
}

export function* attachmentsOfTicketScript(ticketNo: string): Script<readonly Attachment[]> {
  return yield* rows<Attachment>(
    `SELECT ${COLUMNS} FROM ticket_draft d JOIN attachment a ON a.draft_id = d.draft_id AND a.person = d.person
     WHERE d.ticket_no = ? ORDER BY d.no, a.at, a.id`,
    ticketNo,
  );
}

/** Of drafts that went into no ticket, and are older than `before` (ms). */
export function* forgottenAttachmentsScript(before: number): Script<readonly Attachment[]> {
  return yield* rows<Attachment>(
    `SELECT ${COLUMNS} FROM attachment a WHERE a.at < ? AND NOT EXISTS (
       SELECT 1 FROM ticket_draft d WHERE d.draft_id = a.draft_id AND d.person = a.person)
     ORDER BY a.at LIMIT 500`,
    before,
  );
}

/** @returns hash of the content when nothing else refers to it any more, else null. */
export function* removeAttachmentScript(id: string): Script<string | null> {
  const removed = yield* firstRow<{ sha256: string }>(
    'DELETE FROM attachment WHERE id = ? RETURNING sha256',
    id,
  );
  if (removed === null) return null;
  const other = yield* firstRow('SELECT id FROM attachment WHERE sha256 = ?', removed.sha256);
  return other === null ? removed.sha256 : null;
}
