/**
 * 录音: one stereo file a call on the citizen's leg, from the first answer on. It is asked for here, seen by the PBX's
 * event, and missed aloud when it does not come.
 */
import type { RecordingPort } from '../ports.ts';
import type { DeskClock } from './desk-clock.ts';
import type { PbxPort } from './pbx-port.ts';

/** From `uuid_record` to RECORD_START; measured in ms, generously. */
const SEEN_WITHIN_MS = 2_000;

export class Recordings {
  readonly #port: RecordingPort | null;
  readonly #pbx: PbxPort;
  readonly #clock: DeskClock;
  readonly #seen: (callId: string, isThere: boolean) => void;
  /** File under way by the citizen's leg. */
  readonly #files = new Map<
    string,
    { readonly path: string; isSeen: boolean; cancel: () => void }
  >();

  /** Without a port nothing is recorded, and nothing is missed. */
  constructor(
    port: RecordingPort | null,
    pbx: PbxPort,
    clock: DeskClock,
    seen: (callId: string, isThere: boolean) => void,
  ) {
    this.#port = port;
    this.#pbx = pbx;
    this.#clock = clock;
    this.#seen = seen;
  }

  start(callId: string, leg: string): void {
    const port = this.#port;
    if (port === null || this.#files.has(leg)) return;
    const path = port.newPath(callId, this.#clock.now());
    const cancel = this.#clock.after(SEEN_WITHIN_MS, () => {
      port.missing(callId, path, this.#clock.now());
      this.#seen(callId, false);
    });
    this.#files.set(leg, { path, isSeen: false, cancel });
    this.#pbx.startRecording(leg, path);
  }

  /** Found under way: begun by an earlier run, or by the PBX alone. */
  found(callId: string, leg: string, path: string): void {
    this.#port?.started(callId, path, this.#clock.now());
    this.#files.set(leg, { path, isSeen: true, cancel: () => {} });
  }

  pause(leg: string, isPaused: boolean): void {
    const file = this.#files.get(leg);
    if (file === undefined) return;
    this.#pbx.pauseRecording(leg, file.path, isPaused);
    this.#port?.masked(file.path, this.#clock.now(), isPaused);
  }

  /** RECORD_START of this leg. */
  started(callId: string, leg: string, path: string): void {
    const file = this.#files.get(leg);
    if (file?.isSeen === true) return;
    file?.cancel();
    this.#files.set(leg, { path, isSeen: true, cancel: () => {} });
    this.#port?.started(callId, path, this.#clock.now());
    this.#seen(callId, true);
  }

  /** The citizen's leg has ended, and its file with it. */
  legEnded(leg: string): void {
    const file = this.#files.get(leg);
    if (file === undefined) return;
    file.cancel();
    this.#files.delete(leg);
    if (file.isSeen) this.#port?.ended(file.path, this.#clock.now(), null);
  }

  stop(): void {
    for (const { cancel } of this.#files.values()) cancel();
  }
}
