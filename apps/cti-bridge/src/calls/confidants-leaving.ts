/**
 * Who was spoken to in confidence (咨询) and is on the way out: nobody comes off hold in that room before they are gone.
 * mod_conference mixes what it has taken in of a member also when that member is muted, and takes a moment to let a
 * hung-up leg go. A relation does not help: of a member that ends it is subtracted though nothing was added.
 */
export class ConfidantsLeaving {
  /** ms; then the citizen comes back all the same: `del-member` was lost. */
  static readonly LIMIT_MS = 1_000;

  readonly #leaving = new Map<string, { readonly room: string; readonly timer: NodeJS.Timeout }>();
  readonly #held = new Map<string, { readonly room: string; readonly comeBack: () => void }>();

  leaves(leg: string, room: string): void {
    this.gone(leg);
    const timer = setTimeout(() => this.gone(leg), ConfidantsLeaving.LIMIT_MS).unref();
    this.#leaving.set(leg, { room, timer });
  }

  /** Runs it when nobody is leaving that room any more: at once, as a rule. */
  whenGone(leg: string, room: string, comeBack: () => void): void {
    if (this.#isLeft(room)) comeBack();
    else this.#held.set(leg, { room, comeBack });
  }

  /** Held again meanwhile, or gone itself. */
  stays(leg: string): void {
    this.#held.delete(leg);
  }

  gone(leg: string): void {
    const left = this.#leaving.get(leg);
    if (left === undefined) return;
    clearTimeout(left.timer);
    this.#leaving.delete(leg);
    if (!this.#isLeft(left.room)) return;
    for (const [held, { room, comeBack }] of this.#held) {
      if (room !== left.room) continue;
      this.#held.delete(held);
      comeBack();
    }
  }

  /** The PBX is away: what it is asked for is decided anew from its state. */
  forget(): void {
    for (const { timer } of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
    this.#held.clear();
  }

  #isLeft(room: string): boolean {
    return [...this.#leaving.values()].every((one) => one.room !== room);
  }
}
