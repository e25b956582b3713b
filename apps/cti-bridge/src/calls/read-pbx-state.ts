import type { EslConnection, EslFailure } from '../esl/index.ts';
import { callOfRoom, channelList, conferenceList, uuidDump } from '../esl/index.ts';
import type { Channel, Room } from './pbx-answers.ts';
import { channel, channels, readMissed, registrations, rooms } from './pbx-answers.ts';
import type { FoundCaller, FoundLeg, PbxPresence, PbxState } from './pbx-port.ts';

export type RoomMember = {
  readonly leg: string;
  readonly room: string;
  readonly member: number;
  readonly isHeld: boolean;
  /** Its own microphone; a held member does not speak either. */
  readonly isMuted: boolean;
  /** Came while a leader was there; nobody is deaf for longer than that moment. */
  readonly isDeaf: boolean;
};

export type PbxReading = {
  readonly state: PbxState;
  /** Seat and SIP Call-ID of each registration. */
  readonly registrations: readonly (readonly [seat: string, sipCallId: string])[];
  /** Member number of each leg in a room, and the room. */
  readonly members: readonly RoomMember[];
  /** Answers that made no sense and were left out. */
  readonly malformed: number;
};

/**
 * Reads who is where on the PBX: about 4 ms for two rooms, one `uuid_dump` a channel. Only reads.
 * @throws when the PBX does not answer, or not in its own words: then nothing is known and the line is tried anew.
 */
export async function readPbxState(esl: EslConnection): Promise<PbxReading> {
  const [channelText, roomText, registrationText, missedText, practice] = await Promise.all([
    need(esl, channelList()),
    need(esl, conferenceList()),
    need(esl, 'show registrations as json'),
    maybe(esl, 'hash_dump db hotline_away'),
    maybe(esl, 'global_getvar hotline_practice'),
  ]);
  const { rows } = channels.parse(JSON.parse(channelText));
  const registered = registrations.parse(JSON.parse(registrationText)).rows;
  const members = rooms.parse(JSON.parse(roomText)).flatMap(membersOf);
  const inRoom: InRoom = new Map(members.map((member) => [member.leg, member]));
  const dumps = await Promise.all(rows.map(async ({ uuid }) => readChannel(esl, uuid)));
  const { missed, malformed } = readMissed(missedText ?? '');
  const legs = dumps.filter((dump) => dump !== null && dump !== 'malformed');
  return {
    state: {
      callers: legs.flatMap((leg) => callerOf(leg, inRoom)),
      legs: legs.flatMap((leg) => legOf(leg, inRoom)),
      surveyed: legs.flatMap((leg) =>
        isSurveyed(leg) ? (leg.variable_hotline_call_id ?? []) : [],
      ),
      registered: registered.map(({ reg_user }) => reg_user),
      missed,
      isPractice: practice?.trim() === 'true',
    },
    members,
    registrations: registered.map(({ reg_user, token }) => [reg_user, token] as const),
    malformed: malformed + dumps.filter((dump) => dump === 'malformed').length,
  };
}

type InRoom = ReadonlyMap<string, RoomMember>;

function membersOf({ conference_name: room, members }: Room): readonly RoomMember[] {
  return members.flatMap(({ uuid, id, flags }) =>
    uuid === undefined || id === undefined
      ? []
      : [
          {
            leg: uuid,
            room,
            member: id,
            isHeld: flags?.hold === true,
            isMuted: flags?.hold !== true && flags?.can_speak === false,
            isDeaf: flags?.hold !== true && flags?.can_hear === false,
          },
        ],
  );
}

/** Who is there at all: three answers, whatever the number of calls. Only reads; throws as `readPbxState` does. */
export async function readPresence(esl: Pick<EslConnection, 'api'>): Promise<PbxPresence> {
  const [channelText, roomText, registrationText] = await Promise.all([
    need(esl, channelList()),
    need(esl, conferenceList()),
    need(esl, 'show registrations as json'),
  ]);
  const { rows } = channels.parse(JSON.parse(channelText));
  const registered = registrations.parse(JSON.parse(registrationText)).rows;
  return {
    legs: new Set(rows.map(({ uuid }) => uuid)),
    members: rooms
      .parse(JSON.parse(roomText))
      .flatMap(membersOf)
      .flatMap(({ leg, room }) => {
        const callId = callOfRoom(room);
        return callId === undefined ? [] : [{ leg, callId }];
      }),
    registered: registered.map(({ reg_user }) => reg_user),
  };
}

async function need(esl: Pick<EslConnection, 'api'>, command: string): Promise<string> {
  const answer = await esl.api(command);
  if (!answer.ok) throw new Error(`${command}: ${wordsOf(answer.error)}`);
  return answer.value;
}

/** Null when the PBX has nothing to say: `-ERR no reply`. */
async function maybe(esl: EslConnection, command: string): Promise<string | null> {
  const answer = await esl.api(command);
  if (answer.ok) return answer.value;
  if (answer.error.code === 'refused') return null;
  throw new Error(`${command}: ${wordsOf(answer.error)}`);
}

function wordsOf(failure: EslFailure): string {
  return failure.code === 'refused' ? failure.reply : failure.code;
}

/** Null when the channel has ended meanwhile. */
async function readChannel(
  esl: EslConnection,
  uuid: string,
): Promise<Channel | 'malformed' | null> {
  const command = uuidDump(uuid);
  if (!command.ok) return 'malformed';
  const text = await maybe(esl, command.value);
  if (text === null) return null;
  try {
    return channel.parse(JSON.parse(text));
  } catch {
    return 'malformed';
  }
}

function callerOf(leg: Channel, inRoom: InRoom): readonly FoundCaller[] {
  const { variable_hotline_call_id: callId } = leg;
  if (leg.variable_hotline_role !== 'caller' || callId === null) return [];
  const uuid = leg['Unique-ID'];
  if (isSurveyed(leg)) return [];
  // Not answered yet: it will come as an event.
  if (leg['Answer-State'] !== 'answered') return [];
  return [
    {
      callId,
      leg: uuid,
      number: leg.variable_hotline_number ?? leg['Caller-Caller-ID-Number'] ?? 'anonymous',
      queue: leg.variable_hotline_queue,
      skill: leg.variable_hotline_skill,
      mode: leg.variable_hotline_mode,
      enteredAt:
        leg.variable_hotline_entered_us ??
        leg['Caller-Channel-Answered-Time'] ??
        leg['Caller-Channel-Created-Time'] ??
        0,
      isInRoom: inRoom.has(uuid),
      direction: leg.variable_hotline_direction === 'out' ? 'out' : 'in',
      owner: leg.variable_hotline_seat,
      isHeld: inRoom.get(uuid)?.isHeld === true,
      recording: leg.variable_hotline_recording,
    },
  ];
}

/** The call is over, but for the question how it was. */
const isSurveyed = (leg: Channel): boolean => leg.variable_hotline_survey !== null;

const roles = new Set<string>([
  'seat',
  'guest',
  'leader',
  'emergency',
] satisfies FoundLeg['role'][]);
const isRole = (role: string | null): role is FoundLeg['role'] => role !== null && roles.has(role);

function legOf(leg: Channel, inRoom: InRoom): readonly FoundLeg[] {
  const { variable_hotline_call_id: callId, variable_hotline_mode: mode } = leg;
  const { variable_hotline_role: role } = leg;
  if (!isRole(role) || callId === null) return [];
  const uuid = leg['Unique-ID'];
  const dialled = leg['Caller-Destination-Number'];
  // The PBX's own ringing names no seat, but dials one by its number.
  const isSeat = role === 'seat' && dialled !== null && /^\d{3,6}$/.test(dialled);
  return [
    {
      callId,
      leg: uuid,
      role,
      seat: leg.variable_hotline_seat ?? (isSeat ? dialled : null),
      number: role === 'seat' ? null : dialled,
      purpose: leg.variable_hotline_purpose,
      by: leg.variable_hotline_by,
      entryId: leg.variable_hotline_target,
      mode,
      state: stateOf(leg, inRoom.has(uuid)),
      isHeld: inRoom.get(uuid)?.isHeld === true,
      isMuted: inRoom.get(uuid)?.isMuted === true,
      answeredAt: leg['Caller-Channel-Answered-Time'],
      createdAt: leg['Caller-Channel-Created-Time'] ?? 0,
    },
  ];
}

function stateOf(leg: Channel, isInRoom: boolean): FoundLeg['state'] {
  if (isInRoom) return 'in-room';
  if (leg['Answer-State'] === 'answered') return 'answered';
  return leg['Answer-State'] === 'ringing' || leg['Answer-State'] === 'early'
    ? 'ringing'
    : 'dialling';
}
