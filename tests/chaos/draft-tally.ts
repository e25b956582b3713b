/** What must be on the disk and at the bridge, by what the seat program told; and what is missing there. */
import { assertNever } from '@hotline/domain/result';
import { textAt, titleAt, type SeatLine } from './draft-script.ts';

/** A key older than this when the seat is killed must be on its disk. */
const DURABLE_WITHIN_MS = 250;

type Draft = {
  keys: { revision: number; at: number }[];
  /** Newest revision that the store said is on the disk. */
  saved: number;
  /** The person is told that the newest is not. */
  isUnsaved: boolean;
  /** What must be found after the last kill. */
  owed: number;
  where: 'open' | 'to-file' | 'taking-back' | 'filed';
};
export type Filed = { readonly ticketNo: string; readonly title: string; readonly text: string };

export class Tally {
  charactersLost = 0;
  ticketsLost = 0;
  ticketsDoubled = 0;
  outOfOrder = 0;
  /** Typed while the person was told that nothing is saved (disk full, file locked), and killed before it was. */
  charactersTold = 0;
  keys = 0;
  private readonly drafts = new Map<string, Draft>();
  /** In the order in which they were submitted. */
  private readonly submitted: string[] = [];
  private readonly found = new Map<string, Extract<SeatLine, { kind: 'found' }>>();
  private readonly say: (fault: string) => void;

  constructor(say: (fault: string) => void) {
    this.say = say;
  }

  hear(line: SeatLine): void {
    switch (line.kind) {
      case 'found':
        this.found.set(line.id, line);
        return;
      case 'ready':
        return this.compare();
      case 'key': {
        this.keys += 1;
        this.of(line.id).keys.push({ revision: line.revision, at: line.at });
        return;
      }
      case 'saved': {
        const draft = this.of(line.id);
        draft.saved = line.revision;
        draft.isUnsaved = false;
        draft.keys = draft.keys.filter(({ revision }) => revision > line.revision);
        return;
      }
      case 'unsaved':
        this.of(line.id).isUnsaved = true;
        return;
      case 'submitted':
        return this.submit(line.id);
      case 'taking-back':
        this.of(line.id).where = 'taking-back';
        return;
      case 'filed':
        this.of(line.id).where = 'filed';
        return;
      case 'drained':
        return;
      default:
        return assertNever(line);
    }
  }

  /** The seat was killed at that moment (ms since 1970), and every line of it has been heard. */
  seatKilled(at: number): void {
    for (const draft of this.drafts.values()) {
      const old = draft.keys.filter((key) => at - key.at > DURABLE_WITHIN_MS).at(-1)?.revision ?? 0;
      if (draft.isUnsaved) this.charactersTold += Math.max(0, old - draft.saved);
      draft.owed = Math.max(draft.owed, draft.saved, draft.isUnsaved ? 0 : old);
      draft.keys = [];
      draft.isUnsaved = false;
    }
  }

  /** At the end: what the bridge has, in the order of its numbers, and the revision that each draft came to. */
  settle(filed: readonly (Filed & { readonly draftId: string })[]): void {
    const byDraft = Map.groupBy(filed, ({ draftId }) => draftId);
    for (const [id, draft] of this.drafts) {
      const tickets = byDraft.get(id) ?? [];
      const [ticket] = tickets;
      const last = Math.max(draft.saved, draft.owed);
      if (
        ticket === undefined ||
        ticket.title !== titleAt(last) ||
        ticket.text !== textAt(id, last)
      ) {
        this.ticketsLost += 1;
        this.say(
          `${id}: ${ticket === undefined ? 'no ticket' : `ticket has ${ticket.title}, not ${last}`}`,
        );
      }
      if (tickets.length > 1) this.say(`${id}: ${tickets.length} tickets`);
      this.ticketsDoubled += Math.max(0, tickets.length - 1);
    }
    const places = new Map(filed.map(({ draftId }, place) => [draftId, place]));
    const order = this.submitted.flatMap((id) => places.get(id) ?? []);
    for (const [at, place] of order.entries()) {
      if (at > 0 && place < (order[at - 1] ?? 0)) {
        this.outOfOrder += 1;
        this.say(`${this.submitted[at]}: filed before one that was submitted earlier`);
      }
    }
  }

  private of(id: string): Draft {
    const known = this.drafts.get(id);
    if (known !== undefined) return known;
    const fresh: Draft = { keys: [], saved: 0, isUnsaved: false, owed: 0, where: 'open' };
    this.drafts.set(id, fresh);
    return fresh;
  }

  private submit(id: string): void {
    const draft = this.of(id);
    if (draft.where === 'to-file') return;
    if (draft.where === 'filed') return;
    draft.where = 'to-file';
    const at = this.submitted.indexOf(id);
    if (at >= 0) this.submitted.splice(at, 1);
    this.submitted.push(id);
  }

  /** After a start: the disk against what was owed. */
  private compare(): void {
    for (const [id, draft] of this.drafts) {
      const found = this.found.get(id);
      const missing = Math.max(0, draft.owed - (found?.revision ?? 0));
      if (missing > 0 || found?.isWhole === false) {
        this.charactersLost += found?.isWhole === false ? draft.owed : missing;
        this.say(`${id}: owed ${draft.owed}, found ${found?.revision ?? 'nothing'}`);
      }
      if (found === undefined) {
        // Nothing of it was owed, or it has been counted.
        this.drafts.delete(id);
        continue;
      }
      draft.saved = found.revision;
      draft.owed = found.revision;
      if (found.status !== 'open') {
        // Killed between the mark and its being told. One that was just being taken back keeps its place.
        if (!this.submitted.includes(id)) this.submitted.push(id);
        draft.where = found.status;
      }
      if (found.status === 'open') {
        if (draft.where === 'to-file' || draft.where === 'filed') {
          this.ticketsLost += 1;
          this.say(`${id}: was submitted, is open`);
        }
        draft.where = 'open';
      }
    }
    this.found.clear();
  }
}
