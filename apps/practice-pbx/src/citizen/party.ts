import { assertNever } from '@hotline/domain/result';
import { causeOfStatus, type HangupCause } from '../channels/hangup-cause.ts';
import { SILENCE } from '../media/frame.ts';
import type { G711Name } from '../media/g711.ts';
import { metronome } from '../media/metronome.ts';
import type { RtpLeg } from '../media/rtp-leg.ts';
import type { ReceptionReport } from '../media/rtp-reception.ts';
import { ANSWERING_DIRECTION, parseAudio, writeAudio } from '../media/sdp.ts';
import type { CallEnd, SipCall } from '../sip/call.ts';
import type { Audio } from './audio.ts';
import { Hearing, type Heard, type ToneWanted } from './hearing.ts';

export interface Ended {
  /** FreeSWITCH's name of it: NORMAL_CLEARING, USER_BUSY, ORIGINATOR_CANCEL … */
  readonly cause: HangupCause;
  readonly by: 'us' | 'them';
  /** SIP status of a refusal. */
  readonly status?: number;
}

/** One end of a real telephone call: says something, hears something, hangs up. */
export class Party {
  readonly hearing = new Hearing();
  /** Resolves when the call is up; rejects with an Error that names the cause when it never comes to that. */
  readonly answered: Promise<void>;
  readonly ended: Promise<Ended>;
  /** Called with each key the other side presses. */
  onDtmf: ((digit: string) => void) | undefined;

  #media: RtpLeg | undefined;
  #call: SipCall | undefined;
  #saying: Audio;
  #finished: (() => void) | undefined;
  #keys = '';
  #keysTaken = 0;
  #onKey: (() => void) | undefined;
  #stopClock: (() => void) | undefined;
  #state: 'calling' | 'answered' | 'ended' = 'calling';
  #resolveAnswered: () => void = () => {};
  #rejectAnswered: (reason: Error) => void = () => {};
  #resolveEnded: (ended: Ended) => void = () => {};
  readonly #onClosed: () => void;

  constructor(audio: Audio, onClosed: () => void) {
    this.#saying = audio;
    this.#onClosed = onClosed;
    this.answered = new Promise((resolve, reject) => {
      this.#resolveAnswered = resolve;
      this.#rejectAnswered = reject;
    });
    // Whoever only waits for the end need not look at this one.
    this.answered.catch(() => {});
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
  }

  get state(): 'calling' | 'answered' | 'ended' {
    return this.#state;
  }

  /** Says something else from now on; resolves when it has all been said (an endless sound never is). */
  async say(audio: Audio): Promise<void> {
    this.#finished?.();
    this.#saying = audio;
    await new Promise<void>((resolve) => {
      this.#finished = resolve;
    });
  }

  hears(wanted: ToneWanted): Promise<Heard> {
    return this.hearing.hears(wanted);
  }

  silentFor(
    ms: number,
    options?: { readonly below?: number; readonly withinMs?: number },
  ): Promise<Heard> {
    return this.hearing.silentFor(ms, options);
  }

  heard(ms?: number): {
    readonly level: number;
    readonly hz: number | undefined;
    readonly atMs: number;
  } {
    return this.hearing.heard(ms);
  }

  /** Packets received and lost, jitter in ms. */
  reception(): ReceptionReport {
    return this.#media?.reception() ?? { received: 0, total: 0, lost: 0, jitterMs: 0 };
  }

  /** All keys the other side has pressed so far. */
  get keys(): string {
    return this.#keys;
  }

  /** The next keys, pressed already or to come; each is given once. Rejects with those that came by then. */
  async nextKeys(count: number, withinMs = 5000): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const timer = setTimeout(() => {
      const came = this.#keys.slice(this.#keysTaken);
      reject(new Error(`waited ${withinMs} ms for ${count} keys, and got "${came}"`));
    }, withinMs);
    const look = (): void => {
      if (this.#keys.length < this.#keysTaken + count) return;
      resolve(this.#keys.slice(this.#keysTaken, this.#keysTaken + count));
    };
    this.#onKey = look;
    look();
    try {
      const keys = await promise;
      this.#keysTaken += count;
      return keys;
    } finally {
      clearTimeout(timer);
      this.#onKey = undefined;
    }
  }

  /** Presses keys, RFC 4733; resolves when the last one has been sent. False when they cannot be sent. */
  async sendDtmf(digits: string): Promise<boolean> {
    for (const digit of digits) {
      if (!this.#media?.sendDtmf(digit)) return false;
      await this.#packets(14);
    }
    return true;
  }

  /** Ends the call whatever its state: CANCEL while it rings, BYE later. */
  hangUp(): void {
    if (this.#state === 'ended') return;
    const cause: HangupCause = this.#state === 'answered' ? 'NORMAL_CLEARING' : 'ORIGINATOR_CANCEL';
    this.#call?.hangUp();
    this.#over({ cause, by: 'us' });
  }

  /** Stops sending and answering without a word, as a telephone that lost its power. */
  vanish(): void {
    if (this.#state === 'ended') return;
    this.#over({ cause: 'NORMAL_TEMPORARY_FAILURE', by: 'us' });
  }

  /** For whoever sets the call up: the signalling first, the sound when its socket is open. */
  attachCall(call: SipCall): void {
    this.#call = call;
    call.handlers.onEnded = (end) => {
      if (end.by === 'them') this.#over(endedOf(end));
    };
  }

  attachMedia(call: SipCall, media: RtpLeg): void {
    this.#media = media;
    media.onSound = (samples, arrivalMs) => this.hearing.push(samples, arrivalMs);
    media.onDtmf = (digit) => {
      this.#keys += digit;
      this.#onKey?.();
      this.onDtmf?.(digit);
    };
    call.handlers.onOffer = async (sdp) => {
      const offer = parseAudio(sdp);
      const codec = offer?.codecs[0];
      if (!offer || !codec) return undefined;
      media.connect(offer, codec);
      return writeAudio({
        address: call.dialog.link.localHost,
        port: media.localPort,
        codecs: [codec],
        dtmfPayload: offer.dtmfPayload,
        direction: ANSWERING_DIRECTION[offer.direction],
      });
    };
  }

  /** The call is up: sound flows from here on. */
  connected(): void {
    if (this.#state !== 'calling') return;
    this.#state = 'answered';
    this.#stopClock = metronome.subscribe(() => this.#beat());
    this.#resolveAnswered();
  }

  failed(ended: Ended): void {
    this.#over(ended);
  }

  #beat(): void {
    const frame = this.#saying.next();
    if (!frame && this.#finished) {
      const finished = this.#finished;
      this.#finished = undefined;
      finished();
    }
    this.#media?.give(frame ?? SILENCE);
  }

  /** Resolves after so many packets' time (20 ms each) of the sending clock. */
  async #packets(count: number): Promise<void> {
    let beats = count * 2;
    await new Promise<void>((resolve) => {
      const stop = metronome.subscribe(() => {
        if (--beats > 0 && this.#state === 'answered') return;
        stop();
        resolve();
      });
    });
  }

  #over(ended: Ended): void {
    if (this.#state === 'ended') return;
    if (this.#state === 'calling')
      this.#rejectAnswered(new Error(`not answered: ${ended.cause} (${ended.by})`));
    this.#state = 'ended';
    this.#stopClock?.();
    this.#finished?.();
    this.#media?.close();
    this.hearing.close();
    this.#resolveEnded(ended);
    this.#onClosed();
  }
}

function endedOf(end: CallEnd): Ended {
  switch (end.how) {
    case 'bye':
      return { cause: causeOfReason(end.reason) ?? 'NORMAL_CLEARING', by: 'them' };
    case 'cancel':
      return { cause: 'ORIGINATOR_CANCEL', by: 'them' };
    case 'refuse': {
      const status = end.status ?? 480;
      return { cause: causeOfStatus(status), by: 'them', status };
    }
    case 'gone':
      return { cause: 'NORMAL_TEMPORARY_FAILURE', by: 'them' };
    default:
      return assertNever(end.how);
  }
}

/** `Q.850;cause=16;text="NORMAL_CLEARING"`: the text is the name. */
function causeOfReason(reason: string | undefined): HangupCause | undefined {
  const text = /text="([A-Z_]+)"/.exec(reason ?? '')?.[1];
  return text as HangupCause | undefined;
}

export type Codec = G711Name;
