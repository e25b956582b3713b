/**
 * Which reply belongs to which command: FreeSWITCH answers in order, because one thread a listener reads a command,
 * answers it and reads the next (mod_event_socket.c, listener_run()).
 *
 * A command that timed out keeps its place, so that its late reply is not taken for the next one's.
 * No timers and no socket: the connection owns those.
 */
type Place<T> = { settle: ((value: T) => void) | undefined };

export class ReplyQueue<T> {
  #places: Place<T>[] = [];
  #head = 0;

  get length(): number {
    return this.#places.length - this.#head;
  }

  /** Returns a function that gives up waiting but keeps the place. */
  push(settle: (value: T) => void): () => void {
    const place: Place<T> = { settle };
    this.#places.push(place);
    return () => {
      place.settle = undefined;
    };
  }

  settleNext(value: T): 'settled' | 'late' | 'unexpected' {
    const place = this.#places[this.#head];
    if (place === undefined) return 'unexpected';
    this.#head++;
    if (this.#head === this.#places.length || this.#head === 1024) {
      this.#places = this.#places.slice(this.#head);
      this.#head = 0;
    }
    if (place.settle === undefined) return 'late';
    place.settle(value);
    return 'settled';
  }
}
