/** The desk's PBX over FreeSWITCH's event socket. */
import type { Result } from '@hotline/domain/result';
import { err, ok } from '@hotline/domain/result';
import type {
  ClientNotice,
  ClientState,
  EslClient,
  EslConnection,
  EslCounters,
  SettingsFault,
} from '../esl/index.ts';
import {
  PBX_CUSTOM_EVENTS,
  PBX_EVENT_NAMES,
  conferenceDeaf,
  conferenceHold,
  conferenceMute,
  conferencePlay,
  conferenceUndeaf,
  conferenceUnhold,
  conferenceUnmute,
  createEslClient,
  flushRegistration,
  forgetUser,
  forgetUsers,
  hangUp,
  hashDelete,
  hashInsert,
  hashInsertPbxTime,
  recordMask,
  recordStart,
  recordUnmask,
  sendDtmf,
  toPbxEvent,
  transferTo,
  uuidSetVar,
} from '../esl/index.ts';
import type { Command as EslCommand } from '../esl/index.ts';
import type { DeskLogger } from './desk-logger.ts';
import { ConfidantsLeaving } from './confidants-leaving.ts';
import { Dialling } from './dialling.ts';
import { leaderCommands } from './leader-commands.ts';
import { PbxEvents } from './pbx-event.ts';
import type { OutsideDial, PbxHandlers, PbxPort, PbxPresence, SeatDial } from './pbx-port.ts';
import { readPbxState, readPresence } from './read-pbx-state.ts';
import { RoomMembers } from './room-members.ts';

/** The tone of China's network: 450 Hz, 1 s on, 4 s off (YD/T 1104). */
const RING_BACK = 'tone_stream://%(1000,4000,450);loops=-1';

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

/**
 * A whispering leader is muted this long before the leg ends. Of a member that ends, mod_conference no longer adds what
 * it still has (up to some 80 ms), but subtracts it for whom it is hidden from: they would hear it, turned over.
 */
const LAST_WORDS_MS = 200;

class EslPbx implements PbxOverEsl {
  client: EslClient | null = null;
  malformed = 0;
  readonly #options: PbxOverEslOptions;
  readonly #events = new PbxEvents();
  readonly #members = new RoomMembers();
  readonly #confidants = new ConfidantsLeaving();
  /** Leaders who are hidden from the citizen by relations. */
  readonly #whispering = new Set<string>();
  #handlers: PbxHandlers | null = null;
  #isAway = true;

  readonly #dialling: Dialling;

  constructor(options: PbxOverEslOptions) {
    this.#options = options;
    const { domain, logger } = options;
    this.#dialling = new Dialling({
      domain,
      logger,
      client: () => this.client,
      onOutcome: (outcome) => this.#handlers?.event(outcome),
    });
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
    const { state, members, registrations, malformed } = await readPbxState(connection);
    this.malformed += malformed;
    this.#members.reset(members);
    this.#events.reset(registrations, state.legs);
    this.#isAway = false;
    this.#options.logger.info(
      { calls: state.callers.length, legs: state.legs.length, malformed },
      'PBX state read',
    );
    this.#handlers?.resynced(state);
    // Log-ins may have ended while the line was cut; from now on the bridge can be asked again.
    this.#run(forgetUsers());
    // Joined, or came off hold, while the line was cut: who is hidden from them has been said again by now.
    for (const { room, member, isDeaf } of members)
      if (isDeaf) this.#run(conferenceUndeaf(room, member));
  }

  take(event: Parameters<PbxEvents['read']>[0]): void {
    this.#members.learn(event);
    const read = this.#events.read(event);
    if (read !== null) this.#handlers?.event(read);
    // Behind the commands that follow from its coming.
    if (event.kind === 'leg-joined' && this.#dialling.hasCome(event.leg))
      this.#run(conferenceUndeaf(event.room, event.member));
    else if (event.kind === 'leg-ended') this.#dialling.hasCome(event.leg);
    if (event.kind === 'leg-left' || event.kind === 'leg-ended') {
      this.#whispering.delete(event.leg);
      this.#confidants.stays(event.leg);
      this.#confidants.gone(event.leg);
    }
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
    this.#confidants.forget();
    this.#handlers?.away();
  }

  notice(notice: ClientNotice): void {
    if (notice.kind === 'handler-failed')
      this.#options.logger.error({ handler: notice.handler, err: notice.error }, 'handler failed');
    else this.#options.logger.warn({ ...notice }, 'event socket');
  }

  dialSeat(dial: SeatDial): void {
    this.#dialling.seat(dial);
  }

  dialOutside(dial: OutsideDial): void {
    this.#dialling.outside(dial);
  }

  tryRoute(gateway: string, number: string, ringForMs: number): Promise<string> {
    return this.#dialling.tryRoute(gateway, number, ringForMs);
  }

  hangUp(leg: string, cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL'): void {
    if (!this.#whispering.delete(leg)) {
      this.#run(hangUp(leg, cause));
      return;
    }
    this.mute(leg, true);
    setTimeout(() => this.#run(hangUp(leg, cause)), LAST_WORDS_MS).unref();
  }

  hold(leg: string, hears: 'music' | 'ring-back'): void {
    const stream = hears === 'music' ? 'local_stream://moh' : RING_BACK;
    this.#confidants.stays(leg);
    // Deaf too: a room keeps some 80 ms of its talk for a held member, and plays them when it comes back.
    this.#ofMember('hold', leg, (room, member) => [
      conferenceDeaf(room, member),
      conferenceHold(room, member, stream),
    ]);
  }

  retrieve(leg: string): void {
    const found = this.#members.get(leg);
    if (found === undefined) return;
    this.#confidants.whenGone(leg, found.room, () =>
      this.#ofMember('retrieve', leg, (room, member) => [
        conferenceUnhold(room, member),
        conferenceUndeaf(room, member),
      ]),
    );
  }

  mute(leg: string, muted: boolean): void {
    const command = muted ? conferenceMute : conferenceUnmute;
    this.#ofMember('mute', leg, (room, member) => [command(room, member)]);
  }

  silence(leg: string): void {
    this.#ofMember('silence', leg, (room, member) => {
      this.#confidants.leaves(leg, room);
      return [conferenceMute(room, member)];
    });
  }

  setLeaderMode({ leg, hiddenFrom, mode, was }: Parameters<PbxPort['setLeaderMode']>[0]): void {
    const note = uuidSetVar(leg, 'hotline_purpose', mode);
    if (mode === 'whisper') this.#whispering.add(leg);
    else this.#whispering.delete(leg);
    this.#ofMember('leader mode', leg, (room, leader) => {
      const others = hiddenFrom.flatMap((other) => this.#members.get(other)?.member ?? []);
      const commands = leaderCommands(room, leader, others, mode, was);
      // Cut off in between, a leader is rather believed to be heard than not.
      return mode === 'barge' ? [note, ...commands] : [...commands, note];
    });
  }

  /** mod_conference adds the variable's flags to those of the dial string when the member comes. */
  joinDeaf(leg: string): void {
    this.#dialling.comesDeaf(leg);
    this.#run(uuidSetVar(leg, 'conference_member_flags', 'deaf'));
  }

  /** The room's profile knows the folder. */
  play(leg: string, file: string): void {
    this.#ofMember('play', leg, (room, member) => [conferencePlay(room, member, file)]);
  }

  /** The mark first: a state that is read in between must not take the citizen for one who waits. */
  survey(leg: string): void {
    this.#run(uuidSetVar(leg, 'hotline_survey', 'asked'));
    this.#run(transferTo(leg, 'survey', 'citizen-survey'));
  }

  sendKeys(leg: string, keys: string): void {
    this.#run(sendDtmf(leg, keys));
  }

  startRecording(leg: string, path: string): void {
    this.#run(uuidSetVar(leg, 'RECORD_STEREO', 'true'));
    this.#run(uuidSetVar(leg, 'hotline_recording', path));
    this.#run(recordStart(leg, path));
  }

  pauseRecording(leg: string, path: string, isPaused: boolean): void {
    this.#run(isPaused ? recordMask(leg, path) : recordUnmask(leg, path));
  }

  noteOwner(callerLeg: string, seat: string | null): void {
    this.#run(uuidSetVar(callerLeg, 'hotline_seat', seat ?? 'none'));
  }

  async readPresence(): Promise<PbxPresence | null> {
    if (this.client === null || this.#isAway) return null;
    try {
      return await readPresence(this.client);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'PBX was not read');
      return null;
    }
  }

  /** A leg that is in no room has left in this very moment: its end is on the way. */
  #ofMember(
    what: string,
    leg: string,
    commands: (room: string, member: number) => readonly EslCommand[],
  ): void {
    const found = this.#members.get(leg);
    if (found === undefined) {
      this.#options.logger.debug({ what, leg }, 'leg is in no room');
      return;
    }
    for (const command of commands(found.room, found.member)) this.#run(command);
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

  async flushRegistration(seat: string): Promise<void> {
    const { profile, domain } = this.#options;
    await Promise.all([
      // First: the registration that is taken away must not come back by what the PBX remembers.
      this.#ran(forgetUser(seat, domain)),
      this.#ran(flushRegistration(profile, seat, domain)),
    ]);
  }

  #run(command: EslCommand): void {
    void this.#ran(command);
  }

  /** A refusal is ordinary: the leg had ended already, there was nothing to delete. Resolves when the PBX has answered. */
  async #ran(command: EslCommand): Promise<void> {
    if (!command.ok) {
      this.#options.logger.error({ ...command.error }, 'unsafe command');
      return;
    }
    await this.#api(command.value);
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
