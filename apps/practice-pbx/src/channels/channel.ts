import { randomUUID } from 'node:crypto';
import { nowMicroseconds, type EventBus } from '../esl/event-bus.ts';
import type { StereoRecorder } from '../media/stereo-recorder.ts';
import type { Voice } from '../media/voice.ts';
import { channelHeaders, hangupVariables, variableHeaders } from './channel-headers.ts';
import { CAUSES, type HangupCause } from './hangup-cause.ts';

/** Who calls whom, as FreeSWITCH's caller profile says it. */
export interface CallerProfile {
  readonly username?: string;
  readonly dialplan?: 'XML';
  callerIdName: string;
  callerIdNumber: string;
  readonly origCallerIdName: string;
  readonly origCallerIdNumber: string;
  calleeIdName?: string;
  calleeIdNumber?: string;
  networkAddress?: string;
  readonly ani: string;
  readonly destination: string;
  readonly source: 'mod_sofia' | 'src/switch_ivr_originate.c';
  readonly context: string;
}

/** Microseconds since 1970; 0 means it has not happened. */
export interface ChannelTimes {
  readonly created: number;
  progress: number;
  progressMedia: number;
  answered: number;
  bridged: number;
  hangup: number;
}

export type ChannelPhase = 'init' | 'routing' | 'ringing' | 'answered' | 'hangup';

/** How SIP ended the call: `variable_sip_hangup_disposition`. */
export type Disposition =
  | 'recv_bye'
  | 'send_bye'
  | 'recv_cancel'
  | 'send_cancel'
  | 'recv_refuse'
  | 'send_refuse';

export interface Hangup {
  readonly cause: HangupCause;
  readonly disposition?: Disposition;
  readonly status?: number;
}

export interface ChannelOptions {
  readonly uuid?: string;
  readonly bus: EventBus;
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly profile: CallerProfile;
  readonly presenceId?: string;
  readonly sessionId: number;
}

/** One leg of a call, and the only place from which its CHANNEL_* events are fired. */
export class Channel {
  readonly uuid: string;
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly presenceId: string | undefined;
  readonly profile: CallerProfile;
  readonly variables = new Map<string, string>();
  readonly times: ChannelTimes;
  readonly bus: EventBus;
  /** Milliseconds without a packet after which the leg is taken for dead; 0 is never. */
  mediaTimeoutMs = 0;
  voice: Voice | undefined;
  recorder: StereoRecorder | undefined;
  /** The other leg of a plain bridge. */
  otherLeg: string | undefined;
  inConference = false;
  phase: ChannelPhase = 'init';
  hangupCause: HangupCause | undefined;
  /** Sends BYE, CANCEL or a refusal; set by whoever holds the SIP call. Says which it was. */
  release: ((cause: HangupCause) => Disposition | undefined) | undefined;
  /** Presses a key of this leg's own towards its party; set by whoever holds the SIP call. */
  pressKey: ((digit: string, ms: number) => boolean) | undefined;
  /** Whoever waits for this party's next key; set while it is waited for. */
  onKey: ((digit: string) => void) | undefined;
  #over = false;
  #stopOccupation: (() => void) | undefined;
  readonly #leaving: ((hangup: Hangup) => void)[] = [];
  readonly #gone: ((hangup: Hangup) => void)[] = [];

  constructor(options: ChannelOptions) {
    this.uuid = options.uuid ?? randomUUID();
    this.bus = options.bus;
    this.name = options.name;
    this.direction = options.direction;
    this.profile = options.profile;
    this.presenceId = options.presenceId;
    this.times = {
      created: nowMicroseconds(),
      progress: 0,
      progressMedia: 0,
      answered: 0,
      bridged: 0,
      hangup: 0,
    };
    this.set('direction', options.direction);
    if (options.direction === 'outbound') this.set('is_outbound', 'true');
    this.set('uuid', this.uuid);
    this.set('call_uuid', this.uuid);
    this.set('session_id', String(options.sessionId));
    this.set('channel_name', options.name);
  }

  get ended(): boolean {
    return this.phase === 'hangup';
  }

  set(name: string, value: string): void {
    this.variables.set(name, value);
  }

  setAll(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) this.set(name, value);
  }

  created(): void {
    this.fire('CHANNEL_CREATE');
    if (this.phase === 'init') this.phase = 'routing';
  }

  ringing(): void {
    if (this.phase !== 'init' && this.phase !== 'routing') return;
    this.times.progress = nowMicroseconds();
    this.fire('CHANNEL_PROGRESS');
    this.phase = 'ringing';
  }

  answer(): void {
    if (this.phase === 'answered' || this.phase === 'hangup') return;
    this.times.answered = nowMicroseconds();
    if (this.direction === 'inbound') this.times.progressMedia = this.times.answered;
    this.fire('CHANNEL_ANSWER', { 'Answer-State': 'answered' });
    this.phase = 'answered';
    this.set('endpoint_disposition', 'ANSWER');
  }

  /** In events of an originated leg the caller becomes the one who was called, once it has been answered. */
  flipCallerId(): void {
    const { callerIdName, callerIdNumber, calleeIdName, calleeIdNumber } = this.profile;
    if (this.direction !== 'outbound' || calleeIdNumber === undefined) return;
    this.profile.callerIdName = calleeIdName ?? calleeIdNumber;
    this.profile.callerIdNumber = calleeIdNumber;
    this.profile.calleeIdName = callerIdName;
    this.profile.calleeIdNumber = callerIdNumber;
  }

  /** What the leg does from now on, a room, a bridge, an echo; ends what it did. `stop` does not end the leg. */
  occupy(stop: () => void): void {
    this.vacate();
    this.#stopOccupation = stop;
  }

  /** Takes the leg out of whatever it is in; it goes on with nothing to do. */
  vacate(): void {
    const stop = this.#stopOccupation;
    this.#stopOccupation = undefined;
    stop?.();
  }

  /** Called in order, before CHANNEL_HANGUP_COMPLETE and after the leg has left its room: stop the recording. */
  whenLeaving(action: (hangup: Hangup) => void): void {
    this.#leaving.push(action);
  }

  /** Called after CHANNEL_HANGUP_COMPLETE; at once when that has been. */
  whenGone(action: (hangup: Hangup) => void): void {
    if (this.#over) action({ cause: this.hangupCause ?? 'NORMAL_CLEARING' });
    else this.#gone.push(action);
  }

  /** We end it: SIP is told, then everybody. */
  hangUp(cause: HangupCause): void {
    if (this.phase === 'hangup') return;
    const disposition = this.release?.(cause);
    this.over({ cause, ...(disposition === undefined ? {} : { disposition }) });
  }

  /** It has ended, for whatever reason. */
  over(hangup: Hangup): void {
    if (this.phase === 'hangup') return;
    this.hangupCause = hangup.cause;
    this.phase = 'hangup';
    if (hangup.status !== undefined) {
      this.set('sip_term_status', String(hangup.status));
      this.set('proto_specific_hangup_cause', `sip:${hangup.status}`);
      this.set('sip_term_cause', String(CAUSES[hangup.cause]));
    }
    if (hangup.disposition) this.set('sip_hangup_disposition', hangup.disposition);
    this.vacate();
    for (const action of this.#leaving) action(hangup);
    this.times.hangup = nowMicroseconds();
    this.setAll(hangupVariables(this, hangup.cause));
    this.fire('CHANNEL_HANGUP_COMPLETE');
    this.voice?.close();
    this.#over = true;
    for (const action of this.#gone.splice(0)) action(hangup);
  }

  dtmf(digit: string, durationSamples: number): void {
    this.set('digits_dialed', (this.variables.get('digits_dialed') ?? '') + digit);
    // DTMF is no CHANNEL_* event: it comes without the variables.
    this.bus.fire({
      name: 'DTMF',
      headers: {
        ...channelHeaders(this),
        'DTMF-Digit': digit,
        'DTMF-Duration': String(durationSamples),
        'DTMF-Source': 'RTP',
      },
    });
    this.onKey?.(digit);
  }

  fire(name: string, more: Readonly<Record<string, string>> = {}): void {
    this.bus.fire({
      name,
      headers: { ...channelHeaders(this), ...more, ...variableHeaders(this) },
    });
  }
}
