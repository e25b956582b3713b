/**
 * 待发: tickets that a person has submitted. They go to the bridge one after the other while the link is live, and only
 * after the state was read. The draft's id is the idempotency key, so a ticket whose answer was lost is not filed twice.
 */
import {
  differences,
  emptyDraft,
  ticketDraft,
  type ComparedField,
  type TicketDraft,
} from '@hotline/domain/draft';
import { commandResults } from '@hotline/domain/protocol';
import type { CommandError, SeatLink } from '../connection/seat-link.ts';
import type { Drafts } from './drafts.ts';

const RETRY_MARK_MS = 1_000;

/** What a person must change so that it is taken; null: not known, or not in a field. */
function refusedField(code: CommandError, draft: TicketDraft): ComparedField | null {
  if (code === 'too-large') return 'text';
  const checked = code === 'malformed' ? ticketDraft.safeParse(draft) : null;
  const field = checked?.success === false ? checked.error.issues[0]?.path[0] : undefined;
  return differences(emptyDraft('', null), draft).find((each) => each === field) ?? null;
}

export function createOutbox(
  drafts: Drafts,
  send: SeatLink['command'],
  setTimer: (run: () => void, ms: number) => () => void,
): { deliver(): void } {
  let running = false;
  let again = false;

  /** The oldest submitted draft. None while it is being taken back: what comes after it waits to see whether it stays. */
  const next = () => {
    const oldest = Object.values(drafts.state.getState().items)
      .flatMap((item) =>
        // One that waits for its person does not hold up the tickets of others.
        item.status.kind === 'to-file' && item.conflict === null
          ? [{ item, since: item.status.since }]
          : [],
      )
      .toSorted((a, b) => a.since - b.since)[0]?.item;
    return oldest === undefined || oldest.moving ? undefined : oldest;
  };

  async function deliverAll(): Promise<void> {
    for (let item = next(); item !== undefined; item = next()) {
      const { draft, over } = item;
      const id = draft.draftId;
      drafts.setFiling(id, true);
      // oxlint-disable-next-line no-await-in-loop -- in the order in which they were submitted
      const outcome = await send('ticket.file', { idempotencyKey: id, draft, over });
      const result = outcome.ok ? commandResults['ticket.file'].safeParse(outcome.value) : null;
      if (result?.success === true && result.data.differs !== undefined) {
        drafts.differs(id, { ticketNo: result.data.ticketNo, ...result.data.differs });
        continue;
      }
      if (result?.success === true) {
        try {
          // oxlint-disable-next-line no-await-in-loop
          await drafts.filed(id, result.data.ticketNo);
          continue;
        } catch (error) {
          drafts.setFiling(id, false);
          throw error;
        }
      }
      const code = outcome.ok ? 'internal' : outcome.error;
      if (code === 'disconnected') {
        drafts.setFiling(id, false);
        return;
      }
      // The bridge has it and will not take it: a person must look at it.
      // oxlint-disable-next-line no-await-in-loop
      await drafts.takeBack(id, code, refusedField(code, draft));
    }
  }

  return {
    deliver() {
      if (running) {
        again = true;
        return;
      }
      running = true;
      void deliverAll()
        // The disk failed under a mark: the draft stays 待发 and goes again with the same key.
        .catch(() => void setTimer(() => this.deliver(), RETRY_MARK_MS))
        .finally(() => {
          running = false;
          if (!again) return;
          again = false;
          this.deliver();
        });
    },
  };
}
