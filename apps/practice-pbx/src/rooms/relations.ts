/** `conference R relate <id> <other> …`: exceptions to "everybody hears everybody", each in one direction. */
export interface Relation {
  /** The member does not speak to the other. */
  readonly nospeak: boolean;
  /** The member does not hear the other. */
  readonly nohear: boolean;
}

export class Relations {
  readonly #set = new Map<number, Map<number, Relation>>();

  get size(): number {
    return this.#set.size;
  }

  /** Replaces whatever stood between the two, as FreeSWITCH does. */
  relate(member: number, other: number, relation: Relation): void {
    const own = this.#set.get(member) ?? new Map<number, Relation>();
    own.set(other, relation);
    this.#set.set(member, own);
  }

  clear(member: number, other: number): void {
    const own = this.#set.get(member);
    own?.delete(other);
    if (own?.size === 0) this.#set.delete(member);
  }

  forget(member: number): void {
    this.#set.delete(member);
    for (const [id, own] of this.#set) {
      own.delete(member);
      if (own.size === 0) this.#set.delete(id);
    }
  }

  of(member: number): ReadonlyMap<number, Relation> {
    return this.#set.get(member) ?? new Map();
  }

  mayHear(listener: number, speaker: number): boolean {
    if (this.#set.size === 0) return true;
    return (
      !this.#set.get(speaker)?.get(listener)?.nospeak &&
      !this.#set.get(listener)?.get(speaker)?.nohear
    );
  }
}
