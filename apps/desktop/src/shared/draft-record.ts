/** What both draft stores (SQLite on the seat's disk, IndexedDB in a browser) keep of a draft, and the rules they share. */
import { ticketDraft, type TicketDraft } from '@hotline/domain/draft';
import { assertNever } from '@hotline/domain/result';
import type { SealedText } from './draft-cipher.ts';
import {
  FILED_KEPT_MS,
  isWritable,
  PlatformError,
  VERSION_SPACING_MS,
  type DraftEntry,
  type DraftHeading,
  type DraftStatus,
} from './desk-platform.ts';

/** A draft as it lies on the disk. `sealed` is the only place where what a person typed is written. */
export type DraftRecord = {
  readonly draftId: string;
  /** '' = from before drafts had owners; the first person who signs in at this seat takes it over. */
  readonly owner: string;
  readonly sealed: SealedText;
  readonly status: DraftStatus;
  readonly createdAt: number;
  readonly savedAt: number;
  /** When the newest earlier text was kept; null: none yet. */
  readonly versionAt: number | null;
  readonly changeNo: number;
};
/** An earlier text, sealed for the same draft and person as the draft itself. */
export type KeptVersion = { readonly sealed: SealedText; readonly savedAt: number };

export const NO_OWNER = '';

/** The one door through which text enters the disk; `bodyToDraft` is the way back. */
export function draftToBody(draft: TicketDraft): string {
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
  next: Pick<DraftRecord, 'draftId' | 'owner' | 'sealed' | 'changeNo'>,
  now: number,
): { readonly record: DraftRecord; readonly keep: KeptVersion | null } {
  if (before === null) {
    return {
      record: {
        ...next,
        status: { kind: 'open' },
        createdAt: now,
        savedAt: now,
        versionAt: null,
      },
      keep: null,
    };
  }
  if (before.owner !== next.owner) throw new PlatformError('not-yours');
  if (!isWritable(before.status)) throw new PlatformError('draft-not-open', before.status.kind);
  // A clock that was set back must not stop the keeping until it has caught up.
  const since = Math.abs(now - (before.versionAt ?? before.createdAt));
  const keep =
    since >= VERSION_SPACING_MS ? { sealed: before.sealed, savedAt: before.savedAt } : null;
  return {
    record: {
      ...before,
      ...next,
      savedAt: now,
      versionAt: keep === null ? before.versionAt : now,
    },
    keep,
  };
}

/** What `mark` makes of the record. Throws `no-such-draft` (also for another person's) or `draft-not-in-state`. */
export function markedRecord(
  before: DraftRecord | null,
  owner: string,
  wanted: DraftStatus,
): DraftRecord {
  if (before === null || before.owner !== owner) throw new PlatformError('no-such-draft');
  return { ...before, status: nextStatus(before.status, wanted) };
}

function nextStatus(from: DraftStatus, wanted: DraftStatus): DraftStatus {
  switch (from.kind) {
    case 'open':
    case 'parked':
      if (wanted.kind !== 'filed') return wanted;
      break;
    case 'to-file':
      if (wanted.kind === 'parked') break;
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
export function isForgettable(record: Pick<DraftRecord, 'status'>, now: number): boolean {
  return record.status.kind === 'filed' && now - record.status.at > FILED_KEPT_MS;
}

export function recordToEntry(record: DraftRecord, body: string): DraftEntry {
  const { status, createdAt, savedAt, changeNo } = record;
  return { draft: bodyToDraft(body), status, createdAt, savedAt, changeNo };
}

/** null when the body is no draft. */
export function recordToHeading(record: DraftRecord, body: string): DraftHeading | null {
  try {
    const { draft, ...rest } = recordToEntry(record, body);
    const { draftId, callId, kind, title } = draft;
    return { draftId, callId, kind, title, ...rest };
  } catch {
    return null;
  }
}

/** Newest change first, by number: the clock may have been set back in between. */
export function newestFirst(headings: readonly DraftHeading[]): readonly DraftHeading[] {
  return headings.toSorted((a, b) => b.changeNo - a.changeNo);
}
