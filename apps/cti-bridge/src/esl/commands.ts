/**
 * The FreeSWITCH commands the bridge uses, as text for `api` or `bgapi`. Each was tried on a real FreeSWITCH; the ones
 * of a room take 1 to 4 ms and cause no re-INVITE. Arguments that would change the command's meaning are refused.
 */
import { type Result, err, ok } from '@hotline/domain/result';
import { type CommandFault, channelVariables, lastArgument, name, word } from './command-text.ts';

export type Command = Result<string, CommandFault>;

/** The conference profile of every room (config/freeswitch, conference.conf). */
const ROOM_PROFILE = 'hotline';

/** Every call is a room, named after it. */
export const roomOf = (callId: string): string => `room-${callId}`;

/** The call a room belongs to, or undefined for a room of somebody else. */
export const callOfRoom = (room: string): string | undefined =>
  room.startsWith('room-') && room.length > 5 ? room.slice(5) : undefined;

export type SeatCall = {
  readonly callId: string;
  /** The new leg's uuid, chosen by us, so that the leg can be ended before the originate has answered. */
  readonly leg: string;
  /** User of the directory, e.g. 1001. */
  readonly seat: string;
  readonly domain: string;
  /** The citizen's number, shown at the seat. */
  readonly callerNumber: string;
  readonly ringForMs: number;
  /** Default `seat`. */
  readonly role?: string;
  /** SIP headers for the seat's telephone; X-Hotline-Call is always there. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Flags of the conference member: mute, ghost, … */
  readonly memberFlags?: readonly string[];
  /** Kept on the new channel, so that a bridge without memory knows what the leg is for. */
  readonly variables?: Readonly<Record<string, string>>;
};

/** For `bgapi`: rings a seat and joins it to the call's room. Answers `+OK <leg>` once it is answered, or `-ERR CAUSE`. */
export function originateSeat(call: SeatCall): Command {
  const address = names([call.seat, call.domain]);
  if (!address.ok) return address;
  return originate(call, `user/${call.seat}@${call.domain}`, {
    hotline_seat: call.seat,
    sip_cid_type: 'pid',
    ...sipHeaders({ 'X-Hotline-Call': call.callId, ...call.headers }),
  });
}

export type TrunkCall = Omit<SeatCall, 'seat' | 'domain' | 'role'> & {
  /** sofia/gateway/<gateway>/<number> or sofia/<profile>/<number>@<host>. */
  readonly route: string;
  readonly role: string;
};

/** For `bgapi`: calls somebody outside, such as 110 or a department, into the call's room. */
export function originateTrunk(call: TrunkCall): Command {
  const route = word('route', call.route);
  if (!route.ok) return route;
  // A comma or a bar would dial two places.
  if (!/^sofia\/[^,|]+$/.test(call.route)) return err({ code: 'unsafe-value', argument: 'route' });
  return originate(call, call.route, {
    // From a WebRTC leg the offer would hold Opus only, which trunks refuse.
    absolute_codec_string: 'PCMA,PCMU',
    sip_cid_type: 'pid',
    ...sipHeaders({ 'X-Hotline-Call': call.callId, ...call.headers }),
  });
}

function originate(
  call: Omit<SeatCall, 'seat' | 'domain'>,
  target: string,
  extra: Readonly<Record<string, string>>,
): Command {
  const checked = names([call.callId, call.leg, ...(call.memberFlags ?? [])]);
  if (!checked.ok) return checked;
  const variables = channelVariables({
    origination_uuid: call.leg,
    hotline_call_id: call.callId,
    hotline_role: call.role ?? 'seat',
    ignore_early_media: 'true',
    // It fires up to a second early (3 fired after 2.05 s): one more second is asked for.
    originate_timeout: String(Math.ceil(call.ringForMs / 1000) + 1),
    origination_caller_id_number: call.callerNumber,
    origination_caller_id_name: call.callerNumber,
    ...call.variables,
    ...extra,
  });
  if (!variables.ok) return variables;
  const flags = (call.memberFlags ?? []).join('|');
  const room = `${roomOf(call.callId)}@${ROOM_PROFILE}${flags === '' ? '' : `+flags{${flags}}`}`;
  return ok(`originate ${variables.value}${target} &conference(${room})`);
}

const sipHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([header, value]) => [`sip_h_${header}`, value]));

/** Ends a leg. `cause` as FreeSWITCH writes it: NORMAL_CLEARING, ORIGINATOR_CANCEL. */
export const hangUp = (leg: string, cause = 'NORMAL_CLEARING'): Command =>
  line('uuid_kill', leg, cause);

/** All rooms with their members, as JSON; `[]` without any. */
export const conferenceList = (): string => 'conference json_list';

/** All channels, as JSON; without any the answer has no `rows`. */
export const channelList = (): string => 'show channels as json';

/** The member hears music and is not heard. The only hold that leaves the citizen with audio. */
export const conferenceHold = (
  room: string,
  member: number,
  music = 'local_stream://moh',
): Command => line('conference', room, 'hold', String(member), music);

export const conferenceUnhold = (room: string, member: number): Command =>
  line('conference', room, 'unhold', String(member));

/** Ends the member's leg. */
export const conferenceHup = (room: string, member: number): Command =>
  line('conference', room, 'hup', String(member));

/** Plays a file or a stream to one member alone. */
export const conferencePlay = (room: string, member: number, file: string): Command =>
  line('conference', room, 'play', file, String(member));

/** Stops what is played to one member. */
export const conferenceStop = (room: string, member: number): Command =>
  line('conference', room, 'stop', 'all', String(member));

/** `quiet`: without the announcement "you are muted". */
export const conferenceMute = (room: string, member: number): Command =>
  line('conference', room, 'mute', String(member), 'quiet');

export const conferenceUnmute = (room: string, member: number): Command =>
  line('conference', room, 'unmute', String(member), 'quiet');

export const conferenceDeaf = (room: string, member: number): Command =>
  line('conference', room, 'deaf', String(member));

export const conferenceUndeaf = (room: string, member: number): Command =>
  line('conference', room, 'undeaf', String(member));

/**
 * What `member` may do towards `other` alone: `nospeak` is the whisper's other half. A relation replaces an earlier
 * one of the pair, and set it before the unmute, or the citizen hears the first word.
 */
export const conferenceRelate = (
  room: string,
  member: number,
  other: number,
  relation: 'nospeak' | 'nohear' | 'clear',
): Command => line('conference', room, 'relate', String(member), String(other), relation);

/** Keys to the far end, RFC 4733; `digits` of 0–9 * # A–D. */
export const sendDtmf = (leg: string, digits: string): Command =>
  line('uuid_send_dtmf', leg, digits);

/**
 * Calls a number, says nothing, and ends 3 s after the answer: whether a route works. Answers as an originate does.
 */
export function tryRoute(leg: string, route: string, ringForMs: number): Command {
  const checked = word('route', route);
  if (!checked.ok) return checked;
  if (!/^sofia\/[^,|]+$/.test(route)) return err({ code: 'unsafe-value', argument: 'route' });
  const variables = channelVariables({
    origination_uuid: leg,
    ignore_early_media: 'true',
    originate_timeout: String(Math.ceil(ringForMs / 1000) + 1),
    absolute_codec_string: 'PCMA,PCMU',
    hotline_role: 'self-test',
    execute_on_answer: 'sched_hangup +3 NORMAL_CLEARING',
  });
  return variables.ok ? ok(`originate ${variables.value}${route} &park()`) : variables;
}

/** Every variable of a channel, as JSON. */
export const uuidDump = (leg: string): Command => line('uuid_dump', leg, 'json');

export const uuidExists = (leg: string): Command => line('uuid_exists', leg);

/** Takes a leg out of what it is in, to an extension of the XML dialplan. */
export const transferTo = (leg: string, extension: string, context: string): Command =>
  line('uuid_transfer', leg, extension, 'XML', context);

export function uuidSetVar(leg: string, variable: string, value: string): Command {
  const start = line('uuid_setvar', leg, variable);
  if (!start.ok) return start;
  const written = lastArgument(variable, value);
  return written.ok ? ok(`${start.value} ${written.value}`) : written;
}

/** Once a call, on the citizen's leg, after `uuid_setvar RECORD_STEREO true`: left the citizen, right what they hear. */
export const recordStart = (leg: string, path: string): Command =>
  line('uuid_record', leg, 'start', path);

export const recordStop = (leg: string, path: string): Command =>
  line('uuid_record', leg, 'stop', path);

/** Silence instead of what is said (a card number), without a gap in the file's time. */
export const recordMask = (leg: string, path: string): Command =>
  line('uuid_record', leg, 'mask', path);

export const recordUnmask = (leg: string, path: string): Command =>
  line('uuid_record', leg, 'unmask', path);

/** Forgets a seat's registration: when a password expires, an old registration would stay. */
export const flushRegistration = (profile: string, user: string, domain: string): Command =>
  line('sofia', 'profile', profile, 'flush_inbound_reg', `${user}@${domain}`);

/** mod_xml_curl's answers about users that the PBX keeps (`cacheable`): of one, or of all. */
export const forgetUser = (user: string, domain: string): Command =>
  line('xml_flush_cache', 'id', user, domain);
export const forgetUsers = (): Command => ok('xml_flush_cache');

/** mod_hash: what the dialplan reads with `${hash(select/realm/key)}`. The value may hold slashes, being the last part. */
export const hashInsert = (realm: string, key: string, value: string): Command => {
  const checked = names([realm, key]);
  if (!checked.ok) return checked;
  // Beside what a word may have: a dial string's `[variable=value]`.
  const stored = word('word', value.replaceAll(/[[\]]/g, '~'));
  return stored.ok ? ok(`hash insert/${realm}/${key}/${value}`) : stored;
};

/** What was inserted; `refused` (`-ERR no reply`) when there is nothing. */
export const hashSelect = (realm: string, key: string): Command => {
  const checked = names([realm, key]);
  return checked.ok ? line('hash', `select/${realm}/${key}`) : checked;
};

export const hashDelete = (realm: string, key: string): Command => {
  const checked = names([realm, key]);
  return checked.ok ? line('hash', `delete/${realm}/${key}`) : checked;
};

/** The same with the PBX's own clock as the value, so that a difference of clocks cannot make us look dead. */
export const hashInsertPbxTime = (realm: string, key: string): Command => {
  const checked = names([realm, key]);
  return checked.ok ? ok(`expand hash insert/${realm}/${key}/\${strepoch()}`) : checked;
};

/** A command of plain words; an argument with a space or a quote in it is refused. */
function line(command: string, ...argumentsOf: readonly string[]): Command {
  const checked = words(argumentsOf);
  return checked.ok ? ok(`${command} ${argumentsOf.join(' ')}`) : checked;
}

const words = (values: readonly string[]): Result<true, CommandFault> =>
  every(values, (value) => word('word', value));

const names = (values: readonly string[]): Result<true, CommandFault> =>
  every(values, (value) => name('name', value));

function every(
  values: readonly string[],
  check: (value: string) => Result<string, CommandFault>,
): Result<true, CommandFault> {
  for (const value of values) {
    const checked = check(value);
    if (!checked.ok) return checked;
  }
  return ok(true);
}
