import { randomUUID } from 'node:crypto';
import type { Channel } from '../channels/channel.ts';
import type { EventBus } from '../esl/event-bus.ts';
import { energyOf, FRAME_MS, FRAME_SAMPLES, SILENCE, type Frame } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';
import { Member } from './member.ts';
import { mix, sumOf, type MixerInput } from './mixer.ts';
import { lengthHeaders, Playback, type MusicLoop, type Sound } from './playback.ts';
import { Relations } from './relations.ts';

/** A caller who is alone hears nothing for this long, then music. */
const MUSIC_AFTER_MS = 400;
const MUSIC = 'local_stream://moh';

export interface RoomOptions {
  readonly name: string;
  readonly domain: string;
  readonly profile: string;
  readonly bus: EventBus;
  readonly music: MusicLoop;
  readonly nextMemberId: () => number;
  readonly onEmpty: (room: Room) => void;
}

const mayHaveFloor = (member: Member): boolean => member.speaks && !member.held && !member.ghost;

/**
 * A conference: who is in it, who hears whom, and its clock. Each beat takes 10 ms from every member, mixes, and gives
 * every member 10 ms back. All `conference::maintenance` events are fired here.
 */
export class Room {
  readonly name: string;
  readonly uuid = randomUUID();
  readonly startedAt = Date.now();
  readonly relations = new Relations();
  readonly #options: RoomOptions;
  readonly #members = new Map<number, Member>();
  readonly #playing: Playback[] = [];
  readonly #stopClock: () => void;
  readonly #stopTape: () => void;
  #floor: Member | undefined;
  #locked = false;
  #aloneMs = 0;
  #musicOn = false;
  #musicFrames = 0;
  #gone = false;

  constructor(options: RoomOptions) {
    this.name = options.name;
    this.#options = options;
    this.#stopTape = options.music.use();
    this.#stopClock = metronome.subscribe(() => this.#beat());
    this.#fire('conference-create');
  }

  /** Members that count: ghosts do not. */
  get size(): number {
    let count = 0;
    for (const member of this.#members.values()) if (!member.ghost) count++;
    return count;
  }

  get ghosts(): number {
    return this.#members.size - this.size;
  }

  get locked(): boolean {
    return this.#locked;
  }

  get floor(): Member | undefined {
    return this.#floor;
  }

  /** Newest first, as `json_list` gives them. */
  members(): Member[] {
    return [...this.#members.values()].toReversed();
  }

  member(id: number): Member | undefined {
    return this.#members.get(id);
  }

  /** False when the room is locked. */
  join(channel: Channel, flags: ReadonlySet<string>): boolean {
    if (this.#locked || channel.ended) return false;
    const member = new Member(this.#options.nextMemberId(), channel, flags);
    this.#members.set(member.id, member);
    channel.inConference = true;
    const { name, profile } = this.#options;
    channel.setAll({
      current_application: 'conference',
      current_application_data: `${name}@${profile}`,
      conference_name: name,
      conference_member_id: String(member.id),
      conference_moderator: 'false',
      conference_ghost: String(member.ghost),
      conference_uuid: this.uuid,
      app_session_uuid: this.uuid,
    });
    channel.occupy(() => this.#leave(member));
    this.#fireMember('add-member', member);
    return true;
  }

  /**
   * The member is not heard any more, and hears what is given instead of the room; without it, or when it is over, the
   * room. Whatever else is played to the member waits behind it.
   */
  hold(member: Member, stream?: { readonly file: string; readonly sound: Sound }): void {
    member.held = true;
    member.talk.reset();
    if (stream) member.playing.push(new Playback(stream.file, stream.sound, true));
    this.#fireMember('hold-member', member);
  }

  /** Ends all that is played to the member, prompts too. */
  unhold(member: Member): void {
    member.held = false;
    this.#fireMember('unhold-member', member);
    this.stopPlaying(member);
  }

  setSpeaking(member: Member, speaks: boolean): void {
    member.speaks = speaks;
    if (!speaks) member.talk.reset();
    this.#fireMember(speaks ? 'unmute-member' : 'mute-member', member);
  }

  setHearing(member: Member, hears: boolean): void {
    member.hears = hears;
    this.#fireMember(hears ? 'undeaf-member' : 'deaf-member', member);
  }

  setLocked(locked: boolean): void {
    this.#locked = locked;
    this.#fire(locked ? 'lock' : 'unlock');
  }

  hangUp(member: Member): void {
    this.#fireMember('hup-member', member);
    // The member leaves while the leg is still up: its del-member carries no cause.
    member.channel.vacate();
    member.channel.hangUp('NORMAL_CLEARING');
  }

  kick(member: Member): void {
    this.#fireMember('kick-member', member);
    member.channel.vacate();
    member.channel.hangUp('NORMAL_CLEARING');
  }

  /** `asked` is the name as the command gave it; what is played may be elsewhere, and its end is told by that name. */
  playTo(member: Member, asked: string, playback: Playback): void {
    member.playing.push(playback);
    this.#fireMember('play-file-member', member, { File: asked });
  }

  play(asked: string, playback: Playback): void {
    this.#playing.push(playback);
    this.#fire('play-file', { File: asked, Async: 'false' });
  }

  /** Ends what is being played to one member, or to all; says how many sounds that were. */
  stopPlaying(member?: Member): number {
    if (member) {
      const stopped = member.playing.splice(0);
      for (const playback of stopped) this.#fireDone(playback, member);
      return stopped.length;
    }
    const stopped = this.#playing.splice(0);
    for (const playback of stopped) this.#fireDone(playback);
    return stopped.length;
  }

  #beat(): void {
    const inputs: MixerInput[] = [];
    for (const member of this.#members.values()) {
      const frame = member.channel.voice?.take();
      const speaks = member.speaks && !member.held;
      inputs.push({ id: member.id, frame, speaks, hears: member.hears });
      if (speaks) this.#listenTo(member, frame);
    }
    this.#watchFloor();
    this.#watchMusic();
    const heard = mix(inputs, (listener, speaker) => this.relations.mayHear(listener, speaker));
    const forAll = this.#nextForAll();
    for (const [index, input] of inputs.entries()) {
      const member = this.#members.get(input.id);
      if (!member) continue;
      const out = this.#soundFor(member, heard.get(input.id) ?? SILENCE, forAll);
      member.channel.voice?.give(out);
      member.channel.recorder?.write(inputs[index]?.frame, out);
    }
  }

  #soundFor(member: Member, mixed: Frame, forAll: readonly Frame[]): Frame {
    const prompt = this.#nextPrompt(member);
    if (prompt?.alone) return prompt.frame;
    const sounds = mixed === SILENCE ? [] : [mixed];
    if (member.hears) sounds.push(...forAll);
    if (prompt) sounds.push(prompt.frame);
    return sumOf(sounds);
  }

  #nextPrompt(member: Member): { readonly frame: Frame; readonly alone: boolean } | undefined {
    for (let first = member.playing[0]; first; first = member.playing[0]) {
      const frame = first.next();
      if (frame) return { frame, alone: first.alone };
      member.playing.shift();
      this.#fireDone(first, member);
    }
    return undefined;
  }

  #nextForAll(): Frame[] {
    const frames: Frame[] = this.#musicOn ? [this.#options.music.frame] : [];
    for (let first = this.#playing[0]; first; first = this.#playing[0]) {
      const frame = first.next();
      if (frame) {
        frames.push(frame);
        break;
      }
      this.#playing.shift();
      this.#fireDone(first);
    }
    return frames;
  }

  #listenTo(member: Member, frame: Frame | undefined): void {
    const energy = frame ? energyOf(frame) : 0;
    if (energy > 0) member.energy = energy;
    const change = member.talk.hear(energy);
    if (member.talk.talking) member.lastTalkingAt = Date.now();
    if (change === 'start') this.#fireMember('start-talking', member);
    if (change === 'stop') this.#fireMember('stop-talking', member);
  }

  /** The floor goes to a member that may speak, and from one that is held or muted to one who talks. */
  #watchFloor(): void {
    if (this.#floor && mayHaveFloor(this.#floor)) return;
    const old = this.#floor;
    const candidates = [...this.#members.values()].filter(mayHaveFloor);
    const next =
      candidates.find((member) => member.talk.talking) ?? (old ? undefined : candidates[0]);
    if (!next) return;
    this.#floor = next;
    this.#fireMember('floor-change', next, {
      'Old-ID': old ? String(old.id) : 'none',
      'New-ID': String(next.id),
    });
  }

  #watchMusic(): void {
    if (this.size !== 1) {
      this.#aloneMs = 0;
      if (this.#musicOn) this.#stopMusic();
      return;
    }
    this.#aloneMs += FRAME_MS;
    if (this.#aloneMs >= MUSIC_AFTER_MS) this.#musicOn = true;
    if (this.#musicOn) this.#musicFrames++;
  }

  #stopMusic(): void {
    this.#musicOn = false;
    this.#fire('play-file-done', {
      File: MUSIC,
      ...lengthHeaders(this.#musicFrames * FRAME_SAMPLES),
      Async: 'true',
    });
    this.#musicFrames = 0;
  }

  #leave(member: Member): void {
    if (!this.#members.has(member.id)) return;
    const { channel } = member;
    if (this.#floor === member) {
      this.#floor = undefined;
      this.#fire('floor-change', { 'Old-ID': 'none', 'New-ID': 'none' });
    }
    this.#members.delete(member.id);
    this.relations.forget(member.id);
    this.#fireMember('del-member', member);
    channel.inConference = false;
    // After the leg's own end, or, when it only goes elsewhere, after the next one of its call may have come.
    if (channel.ended) channel.whenGone(() => this.#closeIfEmpty());
    else setImmediate(() => this.#closeIfEmpty());
  }

  #closeIfEmpty(): void {
    if (this.#members.size > 0 || this.#gone) return;
    this.#gone = true;
    this.#stopClock();
    this.#stopTape();
    this.#options.onEmpty(this);
    if (this.#musicOn) this.#stopMusic();
    this.#fire('conference-destroy');
  }

  #fireDone(playback: Playback, member?: Member): void {
    const more = { File: playback.file, ...lengthHeaders(playback.played) };
    if (member) this.#fireMember('play-file-member-done', member, more);
    else this.#fire('play-file-done', more);
  }

  #headers(): Record<string, string> {
    return {
      'Conference-Name': this.name,
      'Conference-Domain': this.#options.domain,
      'Conference-Size': String(this.size),
      'Conference-Ghosts': String(this.ghosts),
      'Conference-Profile-Name': this.#options.profile,
      'Conference-Unique-ID': this.uuid,
    };
  }

  #fire(action: string, more: Record<string, string> = {}): void {
    this.#options.bus.fire({
      name: 'CUSTOM',
      subclass: 'conference::maintenance',
      headers: { ...this.#headers(), Action: action, ...more },
    });
  }

  #fireMember(action: string, member: Member, more: Record<string, string> = {}): void {
    this.#fire(action, { Floor: String(this.#floor === member), ...member.headers(), ...more });
  }
}
