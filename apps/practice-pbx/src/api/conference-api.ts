import { loadPlayable } from '../media/sound-files.ts';
import type { Member } from '../rooms/member.ts';
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

type MemberCommand = (room: Room, member: Member) => string;

/** Commands that name a member: `conference R <command> <id|all|last> …`. */
const memberCommands: Readonly<Record<string, MemberCommand>> = {
  hold: (room, member) => (room.hold(member), `+OK hold ${member.id}\n`),
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

function onMembers(room: Room, command: MemberCommand, who: string | undefined): string {
  if (who === undefined) return '-ERR Non-Existant member\n';
  const chosen =
    who === 'all' || who === 'non_moderator'
      ? room.members()
      : who === 'last'
        ? room.members().slice(0, 1)
        : [
            room.member(Number(who)) ??
              room.members().find((member) => member.channel.uuid === who),
          ];
  return chosen
    .map((member) =>
      member ? command(room, member) : `-ERR Non-Existant ID ${Number(who) || 0}\n`,
    )
    .join('');
}

async function play(room: Room, words: readonly string[]): Promise<string> {
  const [, , file, who] = words;
  if (file === undefined) return '-ERR (play) File: (unspecified) not found.\n';
  const member = who === undefined || who === 'async' ? undefined : room.member(Number(who));
  if (who !== undefined && who !== 'async' && !member)
    return `-ERR Member: ${Number(who) || 0} not found.\n`;
  const samples = await loadPlayable(file);
  if (!samples) return `-ERR (play) File: ${file} not found.\n`;
  if (!member) {
    room.play(file, samples);
    return `+OK (play) Playing file ${file}\n`;
  }
  // Gone while the file was read.
  if (room.member(member.id) !== member) return `-ERR Member: ${member.id} not found.\n`;
  room.playTo(member, file, samples);
  return `+OK (play) Playing file ${file} to member ${member.id}\n`;
}

function stop(room: Room, words: readonly string[]): string {
  const who = words[3];
  const member = who === undefined ? undefined : room.member(Number(who));
  if (who !== undefined && !member) return `-ERR Member: ${who} not found.\n`;
  return `+OK Stopped ${room.stopPlaying(member)} files.\n`;
}

function relate(room: Room, words: readonly string[]): string {
  const [, , first = '', second = '', action] = words;
  const answers: string[] = [];
  for (const id of first.split(',').map(Number)) {
    if (action === undefined) {
      const all = [...room.relations.of(id)].map(
        ([other, { nospeak, nohear }]) =>
          `${id} -> ${other} ${nospeak ? 'NOSPEAK ' : ''}${nohear ? 'NOHEAR ' : ''}\n`,
      );
      answers.push(all.length > 0 ? all.join('') : '+OK No relationships\n');
      continue;
    }
    for (const other of second.split(',').map(Number)) {
      if (action.toLowerCase() === 'clear') {
        answers.push(
          room.relations.clear(id, other)
            ? `+OK relationship ${id}->${other} cleared.\n`
            : `-ERR relationship ${id}->${other} not found.\n`,
        );
      } else if (room.member(id) && room.member(other)) {
        room.relations.relate(id, other, {
          nospeak: action.includes('nospeak'),
          nohear: action.includes('nohear'),
        });
        answers.push(`+OK ${id}->${other} ${action} set\n`);
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
  if (onMember) return onMembers(room, onMember, who);
  switch (verb.toLowerCase()) {
    case 'list':
      return roomLines(room);
    case 'json_list':
      return cjson([roomJson(room)]);
    case 'count':
      return String(room.size);
    case 'play':
      return play(room, words);
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
