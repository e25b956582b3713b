/** What must be on the disk and at the bridge, by what the seat program told; and what is missing there. */
import { assertNever } from '@hotline/domain/result';
import { PULSE_MS, textAt, titleAt, type SeatLine } from './draft-script.ts';

/** A key older than this when the seat is killed must be on its disk. */
const DURABLE_WITHIN_MS = 250;
/** What a gap between two pulses counts at most: for what is longer, the machine ran something else. */
const LONGEST_GAP_MS = 2 * PULSE_MS;

type Key = {
  readonly revision: number;
  /** ms since 1970 */
  readonly at: number;
  /** By `Tally.given`. */
  readonly given: number;
};
type Draft = {
  keys: Key[];
  /** Newest revision that the store said is on the disk. */
  saved: number;
  /** The person is told that the newest is not. */
  isUnsaved: boolean;
  /** What must be found after the last kill. */
  owed: number;
  where: 'open' | 'submitting' | 'to-file' | 'taking-back' | 'filed';
  /** Its turn among the submissions, by the last time it was submitted; null: it is not. */
  turn: number | null;
};
export type Filed = { readonly draftId: string; readonly title: string; readonly text: string };

export class Tally {
  charactersLost = 0;
  ticketsLost = 0;
  ticketsDoubled = 0;
  outOfOrder = 0;
  /** Typed while the person was told that nothing is saved (disk full, file locked), and killed before it was. */
  charactersTold = 0;
  /** Older than the limit by the clock only: the machine did not run the seat meanwhile. */
  charactersStarved = 0;
  keys = 0;
  private readonly drafts = new Map<string, Draft>();
  private turns = 0;
  /** ms that the machine has given the present seat program. */
  private given = 0;
  private lastPulse: number | null = null;
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
      case 'pulse':
        this.given = this.givenAt(line.at);
        this.lastPulse = line.at;
        return;
      case 'key': {
        this.keys += 1;
        const { revision, at } = line;
        this.of(line.id).keys.push({ revision, at, given: this.givenAt(at) });
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
      case 'submitting': {
        const draft = this.of(line.id);
        draft.where = 'submitting';
        draft.turn = this.turns += 1;
        return;
      }
      case 'submitted':
        this.of(line.id).where = 'to-file';
        return;
      case 'taking-back':
        this.of(line.id).where = 'taking-back';
        return;
      case 'taken-back': {
        const draft = this.of(line.id);
        draft.where = 'open';
        draft.turn = null;
        return;
      }
      case 'filed':
        this.of(line.id).where = 'filed';
        return;
      case 'drained':
        return;
      default:
        return assertNever(line);
    }
  }

  /** The seat was killed not before that moment (ms since 1970), and every line of it has been heard. */
  seatKilled(at: number): void {
    const given = this.givenAt(at);
    for (const draft of this.drafts.values()) {
      const late = draft.keys.filter((key) => at - key.at > DURABLE_WITHIN_MS);
      const old = late.findLast((key) => given - key.given > DURABLE_WITHIN_MS)?.revision ?? 0;
      const told = draft.isUnsaved ? 0 : old;
      if (draft.isUnsaved) this.charactersTold += Math.max(0, old - draft.saved);
      this.charactersStarved += Math.max(
        0,
        (late.at(-1)?.revision ?? 0) - Math.max(old, draft.saved),
      );
      draft.owed = Math.max(draft.owed, draft.saved, told);
      draft.keys = [];
      draft.isUnsaved = false;
    }
    this.given = 0;
    this.lastPulse = null;
  }

  /** At the end: what the bridge has of these drafts, in the order of its numbers. */
  settle(filed: readonly Filed[]): void {
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
    const inTurn = [...this.drafts]
      .flatMap(([id, { turn }]) =>
        turn === null ? [] : [{ id, turn, place: places.get(id) ?? null }],
      )
      .filter(({ place }) => place !== null)
      .toSorted((a, b) => a.turn - b.turn);
    for (const [at, { id, place }] of inTurn.entries()) {
      const before = inTurn[at - 1]?.place ?? -1;
      if (place !== null && place < before) {
        this.outOfOrder += 1;
        this.say(`${id}: filed before one that was submitted earlier`);
      }
    }
  }

  knows(draftId: string): boolean {
    return this.drafts.has(draftId);
  }

  private givenAt(at: number): number {
    if (this.lastPulse === null) return this.given;
    return this.given + Math.max(0, Math.min(at - this.lastPulse, LONGEST_GAP_MS));
  }

  private of(id: string): Draft {
    const known = this.drafts.get(id);
    if (known !== undefined) return known;
    const fresh: Draft = {
      keys: [],
      saved: 0,
      isUnsaved: false,
      owed: 0,
      where: 'open',
      turn: null,
    };
    this.drafts.set(id, fresh);
    return fresh;
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
      if (found.status === 'open') {
        if (draft.where === 'to-file' || draft.where === 'filed') {
          this.ticketsLost += 1;
          this.say(`${id}: was submitted, is open`);
        }
        draft.where = 'open';
        draft.turn = null;
      } else {
        // Killed between the mark and its being told; or just being taken back, which did not come about.
        draft.where = found.status;
      }
    }
    this.found.clear();
  }
}
