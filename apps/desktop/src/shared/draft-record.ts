/** What both draft stores (SQLite on the seat's disk, IndexedDB in a browser) keep of a draft, and the rules they share. */
import { ticketDraft, type TicketDraft } from '@hotline/domain/draft';
import { assertNever } from '@hotline/domain/result';
import {
  FILED_KEPT_MS,
  PlatformError,
  VERSION_SPACING_MS,
  type DraftEntry,
  type DraftHeading,
  type DraftStatus,
} from './desk-platform.ts';

/** A draft as it lies on the disk. `body` is the only place where what a person typed is written. */
export type DraftRecord = {
  readonly draftId: string;
  readonly body: string;
  readonly status: DraftStatus;
  readonly createdAt: number;
  readonly savedAt: number;
  /** When the newest earlier text was kept; null: none yet. */
  readonly versionAt: number | null;
};

/** The one door through which text enters the disk; `bodyToDraft` is the way back. */
function draftToBody(draft: TicketDraft): string {
  return JSON.stringify(draft);
}

/** Throws `disk` when the body is not a draft: the file was damaged or is another version's. */
export function bodyToDraft(body: string): TicketDraft {
  try {
    return ticketDraft.parse(JSON.parse(body));
  } catch (cause) {
    throw new PlatformError('disk', 'a stored draft cannot be read', { cause });
  }
}

/** What `save` makes of the record that was there. `keep` is the earlier text worth keeping, if any. */
export function savedRecord(
  before: DraftRecord | null,
  draft: TicketDraft,
  now: number,
): {
  readonly record: DraftRecord;
  readonly keep: { readonly body: string; readonly savedAt: number } | null;
} {
  const body = draftToBody(draft);
  if (before === null) {
    return {
      record: {
        draftId: draft.draftId,
        body,
        status: { kind: 'open' },
        createdAt: now,
        savedAt: now,
        versionAt: null,
      },
      keep: null,
    };
  }
  if (before.status.kind !== 'open') throw new PlatformError('draft-not-open', before.status.kind);
  const spaced = now - (before.versionAt ?? before.createdAt) >= VERSION_SPACING_MS;
  const keep =
    spaced && before.body !== body ? { body: before.body, savedAt: before.savedAt } : null;
  return {
    record: {
      ...before,
      body,
      savedAt: now,
      versionAt: keep === null ? before.versionAt : now,
    },
    keep,
  };
}

/** What `mark` makes of the record. Throws `no-such-draft` or `draft-not-in-state`. */
export function markedRecord(before: DraftRecord | null, wanted: DraftStatus): DraftRecord {
  if (before === null) throw new PlatformError('no-such-draft');
  return { ...before, status: nextStatus(before.status, wanted) };
}

function nextStatus(from: DraftStatus, wanted: DraftStatus): DraftStatus {
  switch (from.kind) {
    case 'open':
      if (wanted.kind !== 'filed') return wanted;
      break;
    case 'to-file':
      return wanted.kind === 'to-file' ? from : wanted;
    case 'filed':
      if (wanted.kind === 'filed' && wanted.ticketNo === from.ticketNo) return from;
      break;
    default:
      return assertNever(from);
  }
  throw new PlatformError('draft-not-in-state', `${from.kind} → ${wanted.kind}`);
}

/** True for a filed draft that the seat may forget now. */
export function isForgettable(record: DraftRecord, now: number): boolean {
  return record.status.kind === 'filed' && now - record.status.at > FILED_KEPT_MS;
}

export function recordToEntry(record: DraftRecord): DraftEntry {
  const { status, createdAt, savedAt } = record;
  return { draft: bodyToDraft(record.body), status, createdAt, savedAt };
}

/** Newest change first. A record that cannot be read stays on the disk and does not hide the others. */
export function headingsOf(records: readonly DraftRecord[]): readonly DraftHeading[] {
  return records.toSorted((a, b) => b.savedAt - a.savedAt).flatMap(headingOf);
}

function headingOf({ body, status, createdAt, savedAt }: DraftRecord): readonly DraftHeading[] {
  let draft: TicketDraft;
  try {
    draft = bodyToDraft(body);
  } catch {
    return [];
  }
  const { draftId, callId, kind, title } = draft;
  return [{ draftId, callId, kind, title, status, createdAt, savedAt }];
}
