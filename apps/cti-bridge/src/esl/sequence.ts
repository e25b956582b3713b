/**
 * What `Event-Sequence` says, and what it does not.
 *
 * FreeSWITCH counts one number for the whole core, and takes it when an event is CREATED, not when it is fired
 * (switch_event.c, switch_event_create_subclass_detailed() → switch_event_prep_for_delivery_detailed()). Hence, on a
 * connection that lost nothing:
 * - forward jumps are the rule: numbers go to events we did not subscribe to, and to events that were created and
 *   thrown away;
 * - small steps back are ordinary: one thread creates an event, fills in a hundred headers, and another thread's
 *   younger event is fired first; with several dispatch threads the order may change once more.
 * So a jump is counted for the curious (`skipped`) and never called a loss. What is certain:
 * - the same number again, with the same `Core-UUID`: an event came twice (`repeated`);
 * - another `Core-UUID`: another run of FreeSWITCH, which starts again from 1 (`restarted`).
 * How a real loss is found out is in loss.ts; the whole reasoning is in docs/decisions/0003-event-sequence.md.
 */
import type { EslEvent } from './event.ts';

export type SequenceFinding =
  | { readonly kind: 'in-order'; readonly skipped: number }
  | { readonly kind: 'backwards'; readonly by: number }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'restarted'; readonly coreUuid: string }
  /** The event carries no usable number. */
  | { readonly kind: 'unnumbered' };

/** How many of the last numbers are remembered to tell a repetition from a late event. */
const REMEMBERED = 1024;

export class SequenceWatch {
  #coreUuid: string | undefined;
  #highest = -1;
  /** Slot n holds the last number seen that is n modulo REMEMBERED. */
  readonly #seen = new Float64Array(REMEMBERED).fill(-1);

  note(event: EslEvent): SequenceFinding {
    const sequence = event.sequence;
    if (sequence === undefined) return { kind: 'unnumbered' };
    const coreUuid = event.headers['Core-UUID'];
    if (coreUuid !== undefined && coreUuid !== this.#coreUuid) {
      const known = this.#coreUuid !== undefined;
      this.#coreUuid = coreUuid;
      this.#highest = sequence;
      this.#seen.fill(-1);
      this.#seen[sequence % REMEMBERED] = sequence;
      return known ? { kind: 'restarted', coreUuid } : IN_ORDER;
    }
    const slot = sequence % REMEMBERED;
    if (this.#seen[slot] === sequence) return { kind: 'repeated' };
    this.#seen[slot] = sequence;
    if (sequence < this.#highest) return { kind: 'backwards', by: this.#highest - sequence };
    const skipped = this.#highest === -1 ? 0 : sequence - this.#highest - 1;
    this.#highest = sequence;
    return skipped === 0 ? IN_ORDER : { kind: 'in-order', skipped };
  }

  /** A new connection repeats and skips as it likes; only the PBX's identity is carried over. */
  reconnected(): void {
    this.#highest = -1;
    this.#seen.fill(-1);
  }
}

const IN_ORDER: SequenceFinding = { kind: 'in-order', skipped: 0 };
