import { EVENT_NAMES } from './event-names.ts';
import type { EslEvent } from './event.ts';

export type EventFormat = 'json' | 'plain';

/** What one client of the event socket wants to hear: `event`, `nixevent`, `noevents`, `filter`. */
export class Subscription {
  format: EventFormat = 'plain';
  readonly #names = new Set<string>();
  #listening = false;
  readonly #subclasses = new Set<string>();
  #filters: { readonly header: string; readonly value: string }[] = [];

  /** `event [json|plain|xml] NAME… CUSTOM subclass…`; false when no name was understood. */
  add(argument: string): boolean {
    const words = argument.split(/\s+/).filter((word) => word !== '');
    const first = words[0]?.toLowerCase();
    if (first === 'json' || first === 'plain' || first === 'xml') {
      this.format = first === 'json' ? 'json' : 'plain';
      words.shift();
    }
    const understood = this.#each(
      words,
      (name) => this.#names.add(name),
      (subclass) => this.#subclasses.add(subclass),
    );
    this.#listening ||= understood;
    return understood;
  }

  /** `nixevent NAME… CUSTOM subclass…` */
  remove(argument: string): boolean {
    const words = argument.split(/\s+/).filter((word) => word !== '');
    return this.#each(
      words,
      (name) => this.#names.delete(name),
      (subclass) => this.#subclasses.delete(subclass),
    );
  }

  /** `noevents`: false when there was no `event` before; one whose names were all nixed still counts. */
  clear(): boolean {
    const listening = this.#listening;
    this.#listening = false;
    this.#names.clear();
    this.#subclasses.clear();
    return listening;
  }

  addFilter(header: string, value: string): void {
    this.#filters.push({ header, value });
  }

  /** Without a value all filters of the header go; `all` means every one. */
  deleteFilter(header: string, value: string | undefined): void {
    this.#filters =
      header === 'all'
        ? []
        : this.#filters.filter(
            (filter) => filter.header !== header || (value !== undefined && filter.value !== value),
          );
  }

  wants(event: EslEvent): boolean {
    const all = this.#names.has('ALL');
    if (!all && !this.#names.has(event.name)) return false;
    if (event.subclass !== undefined && !all && !this.#subclasses.has(event.subclass)) return false;
    return this.#filters.length === 0 || this.#filters.some((filter) => fits(event, filter));
  }

  #each(
    words: readonly string[],
    onName: (name: string) => void,
    onSubclass: (subclass: string) => void,
  ): boolean {
    let understood = false;
    let custom = false;
    for (const word of words) {
      if (custom) {
        onSubclass(word);
        continue;
      }
      const name = word.toUpperCase();
      if (!EVENT_NAMES.has(name)) continue;
      understood = true;
      onName(name);
      custom = name === 'CUSTOM';
    }
    return understood;
  }
}

/** A filter is part of a value, in any case, or `/pattern/`. */
function fits(
  event: EslEvent,
  filter: { readonly header: string; readonly value: string },
): boolean {
  const wanted = filter.header.toLowerCase();
  const found = Object.entries(event.headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (found === undefined) return false;
  const pattern = /^\/(.+)\/$/.exec(filter.value)?.[1];
  if (pattern === undefined) return found.toLowerCase().includes(filter.value.toLowerCase());
  try {
    return new RegExp(pattern).test(found);
  } catch {
    return false;
  }
}
