/** The desk's PBX over FreeSWITCH's event socket. */
import type { Result } from '@hotline/domain/result';
import { err, ok } from '@hotline/domain/result';
import type {
  ClientNotice,
  ClientState,
  EslClient,
  EslConnection,
  EslCounters,
  EslFailure,
  SettingsFault,
} from '../esl/index.ts';
import {
  PBX_CUSTOM_EVENTS,
  PBX_EVENT_NAMES,
  createEslClient,
  flushRegistration,
  hangUp,
  hashDelete,
  hashInsert,
  hashInsertPbxTime,
  originateSeat,
  toPbxEvent,
} from '../esl/index.ts';
import type { Command as EslCommand } from '../esl/index.ts';
import type { DeskLogger } from './desk-logger.ts';
import { PbxEvents } from './pbx-event.ts';
import type { PbxHandlers, PbxPort, SeatDial } from './pbx-port.ts';
import { readPbxState } from './read-pbx-state.ts';

export type PbxOverEslOptions = {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** SIP domain of the seats, and their profile on the PBX. */
  readonly domain: string;
  readonly profile: string;
  readonly logger: DeskLogger;
};

export type PbxOverEsl = PbxPort & {
  readonly state: ClientState;
  /** Those of the event socket. */
  counters(): EslCounters;
  /** Events and answers of the PBX that lacked what their kind must carry, since the start. */
  readonly malformed: number;
};

export function createPbxOverEsl(options: PbxOverEslOptions): Result<PbxOverEsl, SettingsFault> {
  const pbx = new EslPbx(options);
  const { host, port, password } = options;
  const client = createEslClient({
    host,
    port,
    password,
    events: PBX_EVENT_NAMES,
    customEvents: PBX_CUSTOM_EVENTS,
    onResync: (connection) => pbx.resync(connection),
    onEvent: (event) => {
      const read = toPbxEvent(event);
      if (read.ok) pbx.take(read.value);
      else if (read.error.code === 'malformed') pbx.malformedEvent(read.error);
    },
    onState: (state) => pbx.stateChanged(state),
    onNotice: (notice) => pbx.notice(notice),
  });
  if (!client.ok) return err(client.error);
  pbx.client = client.value;
  return ok(pbx);
}

class EslPbx implements PbxOverEsl {
  client: EslClient | null = null;
  malformed = 0;
  readonly #options: PbxOverEslOptions;
  readonly #events = new PbxEvents();
  #handlers: PbxHandlers | null = null;
  #isAway = true;

  constructor(options: PbxOverEslOptions) {
    this.#options = options;
  }

  get state(): ClientState {
    return this.client?.state ?? { kind: 'stopped' };
  }

  counters(): EslCounters {
    if (this.client === null) throw new Error('no client');
    return this.client.counters();
  }

  start(handlers: PbxHandlers): void {
    this.#handlers = handlers;
    this.client?.start();
  }

  stop(): void {
    this.client?.stop();
  }

  /** Also after a loss of events, while the line stands: what is read replaces what is believed. */
  async resync(connection: EslConnection): Promise<void> {
    const { state, registrations, malformed } = await readPbxState(connection);
    this.malformed += malformed;
    this.#events.reset(registrations);
    this.#isAway = false;
    this.#options.logger.info(
      { calls: state.callers.length, seatLegs: state.seatLegs.length, malformed },
      'PBX state read',
    );
    this.#handlers?.resynced(state);
  }

  take(event: Parameters<PbxEvents['read']>[0]): void {
    const read = this.#events.read(event);
    if (read !== null) this.#handlers?.event(read);
  }

  malformedEvent(fault: { readonly event: string; readonly headers: readonly string[] }): void {
    this.malformed += 1;
    this.#options.logger.warn({ ...fault }, 'malformed event of the PBX');
  }

  stateChanged(state: ClientState): void {
    if (state.kind === 'away') {
      const { reason, detail, attempt } = state;
      this.#options.logger.warn({ reason, detail, attempt }, 'PBX is away');
    }
    if (this.#isAway || (state.kind !== 'away' && state.kind !== 'stopped')) return;
    this.#isAway = true;
    this.#handlers?.away();
  }

  notice(notice: ClientNotice): void {
    if (notice.kind === 'handler-failed')
      this.#options.logger.error({ handler: notice.handler, err: notice.error }, 'handler failed');
    else this.#options.logger.warn({ ...notice }, 'event socket');
  }

  dialSeat(dial: SeatDial): void {
    const { callId, leg } = dial;
    const failed = (cause: string): void =>
      this.#handlers?.event({ kind: 'dial-failed', leg, callId, cause });
    const command = originateSeat({ ...dial, domain: this.#options.domain });
    if (!command.ok || this.client === null) {
      this.#options.logger.error({ callId, ...(command.ok ? {} : command.error) }, 'cannot dial');
      // Behind this effect and those that come with it.
      queueMicrotask(() => failed('INVALID_MSG_UNSPECIFIED'));
      return;
    }
    const timeoutMs = dial.ringForMs + 15_000;
    void this.#dial(this.client, command.value, timeoutMs, dial, failed);
  }

  async #dial(
    client: EslClient,
    command: string,
    timeoutMs: number,
    { callId, leg }: SeatDial,
    failed: (cause: string) => void,
  ): Promise<void> {
    const result = await client.bgapi(command, { timeoutMs });
    if (result.ok) this.#handlers?.event({ kind: 'leg-answered', leg, callId });
    else this.#dialFailed(result.error, callId, failed);
  }

  /** What became of a command that was cut off is told by the next state, not guessed. */
  #dialFailed(failure: EslFailure, callId: string, failed: (cause: string) => void): void {
    switch (failure.code) {
      case 'refused':
        failed(failure.reply.replace(/^-(?:ERR|USAGE):?\s*/, '').trim());
        return;
      case 'unsafe-command':
      case 'not-connected':
        failed('PBX_AWAY');
        return;
      case 'timed-out':
      case 'connection-lost':
        this.#options.logger.warn({ callId, code: failure.code }, 'outcome of a dial is unknown');
    }
  }

  hangUp(leg: string, cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL'): void {
    this.#run(hangUp(leg, cause));
  }

  beat(): void {
    this.#run(hashInsertPbxTime('hotline', 'alive'));
  }

  nameReadySeats(seats: readonly string[]): void {
    const { profile, domain } = this.#options;
    const dial = seats
      .map((seat) => `[hotline_seat=${seat}]sofia/${profile}/${seat}%${domain}`)
      .join(',');
    this.#run(dial === '' ? hashDelete('hotline', 'seats') : hashInsert('hotline', 'seats', dial));
  }

  forgetMissed(callId: string): void {
    this.#run(hashDelete('hotline_away', callId));
  }

  flushRegistration(seat: string): void {
    const { profile, domain } = this.#options;
    this.#run(flushRegistration(profile, seat, domain));
  }

  /** A refusal is ordinary: the leg had ended already, there was nothing to delete. */
  #run(command: EslCommand): void {
    if (!command.ok) {
      this.#options.logger.error({ ...command.error }, 'unsafe command');
      return;
    }
    void this.#api(command.value);
  }

  async #api(command: string): Promise<void> {
    const result = await this.client?.api(command);
    if (result?.ok === false)
      this.#options.logger.debug(
        { command: command.split(' ')[0], ...result.error },
        'command failed',
      );
  }
}
