import type { PbxCore } from '../core.ts';
import type { Member } from '../rooms/member.ts';
import { findPlayable } from '../rooms/playable.ts';
import { Playback } from '../rooms/playback.ts';
import type { Room } from '../rooms/room.ts';
import { ENERGY_LEVEL } from '../rooms/talk-detector.ts';
import type { ApiCommand } from './api-command.ts';
import { cjson } from './cjson.ts';

const secondsSince = (ms: number): number => Math.floor((Date.now() - ms) / 1000);

function memberJson(room: Room, member: Member): unknown {
  const { profile } = member.channel;
  return {
    type: 'caller',
    id: member.id,
    flags: {
      can_hear: member.hears && !member.held,
      can_see: !member.held,
      can_speak: member.speaks && !member.held,
      hold: member.held,
      mute_detect: false,
      talking: member.talk.talking,
      has_video: false,
      video_bridge: false,
      has_floor: room.floor === member,
      is_moderator: false,
      end_conference: false,
      mandatory_member_end_conference: false,
      pass_digits: false,
    },
    uuid: member.channel.uuid,
    caller_id_name: profile.callerIdName,
    caller_id_number: profile.callerIdNumber,
    join_time: secondsSince(member.joinedAt),
    last_talking: member.lastTalkingAt === 0 ? 0 : secondsSince(member.lastTalkingAt),
    energy: ENERGY_LEVEL,
    volume_in: 0,
    volume_out: 0,
    'output-volume': 0,
    'input-volume': 0,
  };
}

function roomJson(room: Room): unknown {
  return {
    conference_name: room.name,
    member_count: room.size,
    ghost_count: room.ghosts,
    rate: 8000,
    run_time: secondsSince(room.startedAt),
    conference_uuid: room.uuid,
    canvas_count: 0,
    max_bw_in: 0,
    force_bw_in: 0,
    video_floor_packets: 0,
    locked: room.locked,
    destruct: false,
    wait_mod: false,
    audio_always: true,
    running: true,
    answered: true,
    enforce_min: true,
    bridge_to: false,
    dynamic: true,
    exit_sound: true,
    enter_sound: true,
    recording: false,
    video_bridge: false,
    video_floor_only: false,
    video_rfc4579: false,
    variables: {},
    members: room.members().map((member) => memberJson(room, member)),
  };
}

function memberLine(room: Room, member: Member): string {
  const flags = [
    member.hears ? 'hear' : '',
    member.speaks ? 'speak' : '',
    member.talk.talking ? 'talking' : '',
    member.held ? 'hold' : '',
    room.floor === member ? 'floor' : '',
    member.ghost ? 'ghost' : '',
  ].filter((flag) => flag !== '');
  const { uuid, name, profile } = member.channel;
  return `${member.id};${name};${uuid};${profile.callerIdName};${profile.callerIdNumber};${flags.join('|')};0;0;${ENERGY_LEVEL}\n`;
}

const roomLines = (room: Room): string =>
  room
    .members()
    .map((member) => memberLine(room, member))
    .join('');

function listRooms(rooms: readonly Room[]): string {
  if (rooms.length === 0) return '+OK No active conferences.\n';
  return rooms
    .map((room) => {
      const members = `${room.size} member${room.size === 1 ? '' : 's'}`;
      const flags = `${room.locked ? 'locked|' : ''}audio_always|running|answered|enforce_min|dynamic|exit_sound|enter_sound|json_status`;
      return `+OK Conference ${room.name} (${members} rate: 8000 flags: ${flags})\n${roomLines(room)}`;
    })
    .join('');
}

const memberUsage = (verb: string): string => `${verb} <[member_id|all]|last|non_moderator>`;

type MemberCommand = (room: Room, member: Member) => string;

/** Commands that name a member: `conference R <command> <id|all|last> …`. */
const memberCommands: Readonly<Record<string, MemberCommand>> = {
  unhold: (room, member) => (room.unhold(member), `+OK unhold ${member.id}\n`),
  mute: (room, member) => (room.setSpeaking(member, false), `+OK mute ${member.id}\n`),
  unmute: (room, member) => (room.setSpeaking(member, true), `+OK unmute ${member.id}\n`),
  tmute: (room, member) => {
    room.setSpeaking(member, !member.speaks);
    return `+OK ${member.speaks ? 'unmute' : 'mute'} ${member.id}\n`;
  },
  deaf: (room, member) => (room.setHearing(member, false), `+OK deaf ${member.id}\n`),
  undeaf: (room, member) => (room.setHearing(member, true), `+OK undeaf ${member.id}\n`),
  hup: (room, member) => (room.hangUp(member), `+OK hup ${member.id}\n`),
  kick: (room, member) => (room.kick(member), `+OK kicked ${member.id}\n`),
};

/** The members that `<id|all|last>` means; undefined stands for one that is not there. */
function membersNamed(room: Room, who: string): readonly (Member | undefined)[] {
  if (who === 'all' || who === 'non_moderator') return room.members();
  if (who === 'last') return room.members().slice(0, 1);
  return [room.member(Number(who))];
}

const noSuchMember = (who: string): string => `-ERR Non-Existant ID ${Number(who) || 0}\n`;

function onMembers(
  room: Room,
  verb: string,
  command: MemberCommand,
  who: string | undefined,
): string {
  if (who === undefined) return memberUsage(verb);
  return membersNamed(room, who)
    .map((member) => (member ? command(room, member) : noSuchMember(who)))
    .join('');
}

/** Without a stream, and with one that cannot be played, the member goes on hearing the room. */
async function hold(core: PbxCore, room: Room, words: readonly string[]): Promise<string> {
  const [, verb = '', who, stream] = words;
  if (who === undefined) return memberUsage(verb);
  const answers: string[] = [];
  for (const member of membersNamed(room, who)) {
    const found = stream === undefined ? undefined : await findPlayable(core, stream);
    // Gone while the file was read, it is not there either.
    if (member && room.member(member.id) === member) {
      room.hold(member, found);
      answers.push(`+OK hold ${member.id}\n`);
    } else answers.push(noSuchMember(who));
  }
  return answers.join('');
}

const noMemberToPlayTo = (who: string): string =>
  `-ERR Member: ${Number(who) || 0} not found.\nplay <file_path> [async|<member_id> [nomux]]`;

async function play(core: PbxCore, room: Room, words: readonly string[]): Promise<string> {
  const [, , file, who] = words;
  if (file === undefined) return '-ERR (play) File: (unspecified) not found.\n';
  const member = who === undefined || who === 'async' ? undefined : room.member(Number(who));
  if (who !== undefined && who !== 'async' && !member) return noMemberToPlayTo(who);
  const found = await findPlayable(core, file);
  if (!found) return `-ERR (play) File: ${file} not found.\n`;
  const alone = words[4]?.toLowerCase() === 'nomux';
  const playback = new Playback(found.file, found.sound, alone);
  if (!member) {
    room.play(file, playback);
    return `+OK (play) Playing file ${file}\n`;
  }
  // Gone while the file was read.
  if (room.member(member.id) !== member) return noMemberToPlayTo(String(member.id));
  room.playTo(member, file, playback);
  return `+OK (play) Playing file ${file} to member ${member.id}\n`;
}

function stop(room: Room, words: readonly string[]): string {
  const who = words[3];
  const member = who === undefined ? undefined : room.member(Number(who));
  if (who !== undefined && !member) return `-ERR Member: ${who} not found.\n`;
  return `+OK Stopped ${room.stopPlaying(member)} files.\n`;
}

const RELATE_USAGE =
  'relate <member_id>[,<member_id>] <other_member_id>[,<other_member_id>] [nospeak|nohear|clear]';

function showRelations(room: Room, first: string | undefined): string {
  if (room.relations.size === 0) return '+OK No relationships\n';
  const asked = (first ?? '').split(',').map(Number);
  return room
    .members()
    .filter(({ id }) => asked.includes(id) || asked.includes(0))
    .flatMap(({ id }) => [...room.relations.of(id)].map((relation) => [id, ...relation] as const))
    .map(
      ([id, other, { nospeak, nohear }]) =>
        `${id} -> ${other} ${nospeak ? 'NOSPEAK' : 'SPEAK'} ${nohear ? 'NOHEAR' : 'HEAR'} NOSENDVIDEO \n`,
    )
    .join('');
}

function relate(room: Room, words: readonly string[]): string {
  const [, , first, second = '', action] = words;
  if (words.length <= 3) return showRelations(room, first);
  const nospeak = action?.includes('nospeak') ?? false;
  const nohear = action?.includes('nohear') ?? false;
  const clear = action?.toLowerCase() === 'clear';
  if (!clear && !nospeak && !nohear) return RELATE_USAGE;
  const answers: string[] = [];
  for (const id of (first ?? '').split(',').map(Number)) {
    for (const other of second.split(',').map(Number)) {
      // Nothing need stand between the two for a `clear`, nor need the other still be there.
      if (clear ? room.member(id) : room.member(id) && room.member(other)) {
        if (clear) room.relations.clear(id, other);
        else room.relations.relate(id, other, { nospeak, nohear });
        answers.push(
          clear
            ? `+OK relationship ${id}->${other} cleared.\n`
            : `+OK ${id}->${other} ${action} set\n`,
        );
      } else answers.push(`-ERR relationship ${id}->${other} not found.\n`);
    }
  }
  return answers.join('');
}

export const conference: ApiCommand = async (core, argument) => {
  const words = argument.trim().split(/\s+/);
  const [name = '', verb, who] = words;
  const room = core.rooms.get(name);
  if (!room) {
    if (name === 'list') return listRooms(core.rooms.all());
    if (name === 'json_list') return cjson(core.rooms.all().map(roomJson));
    if (name === 'count') return String(core.rooms.all().length);
    return `-ERR Conference ${name} not found\n`;
  }
  if (verb === undefined) return "Conference command, not specified.\nTry 'help'\n";
  const onMember = memberCommands[verb.toLowerCase()];
  if (onMember) return onMembers(room, verb.toLowerCase(), onMember, who);
  switch (verb.toLowerCase()) {
    case 'hold':
      return hold(core, room, words);
    case 'list':
      return roomLines(room);
    case 'json_list':
      return cjson([roomJson(room)]);
    case 'count':
      return String(room.size);
    case 'play':
      return play(core, room, words);
    case 'stop':
      return stop(room, words);
    case 'relate':
      return relate(room, words);
    case 'lock':
      room.setLocked(true);
      return `+OK ${room.name} locked\n`;
    case 'unlock':
      room.setLocked(false);
      return `+OK ${room.name} unlocked\n`;
    default:
      return `-ERR Conference command '${verb}' not found.\n`;
  }
};
