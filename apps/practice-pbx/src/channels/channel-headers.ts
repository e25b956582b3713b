import { localDate } from '../esl/event-bus.ts';
import type { Channel, ChannelPhase } from './channel.ts';
import { CAUSES, type HangupCause } from './hangup-cause.ts';
import { mediaStatVariables } from './media-stats.ts';

type Headers = Record<string, string>;

/** `Channel-State`, its number and `Channel-Call-State`, by where the leg stands. */
function states(channel: Channel): readonly [state: string, number: string, callState: string] {
  const consuming: readonly [string, string] =
    channel.direction === 'outbound' && !channel.inConference
      ? ['CS_CONSUME_MEDIA', '7']
      : ['CS_EXECUTE', '4'];
  const table: Record<ChannelPhase, readonly [string, string, string]> = {
    init: ['CS_INIT', '2', 'DOWN'],
    routing: [...consuming, channel.direction === 'outbound' ? 'DOWN' : 'EARLY'],
    ringing: [...consuming, 'RINGING'],
    answered: [...consuming, 'ACTIVE'],
    hangup:
      channel.times.hangup === 0 ? ['CS_EXECUTE', '4', 'ACTIVE'] : ['CS_REPORTING', '11', 'HANGUP'],
  };
  return table[channel.phase];
}

const ANSWER_STATES: Record<ChannelPhase, string> = {
  init: 'ringing',
  routing: 'ringing',
  ringing: 'ringing',
  answered: 'answered',
  hangup: 'hangup',
};

/** switch_channel_event_set_basic_data: everything about a leg but its variables. */
export function channelHeaders(channel: Channel): Headers {
  const { profile, times, voice } = channel;
  const [state, stateNumber, callState] = states(channel);
  const headers: Headers = {
    ...(channel.hangupCause ? { 'Hangup-Cause': channel.hangupCause } : {}),
    'Channel-State': state,
    'Channel-Call-State': callState,
    'Channel-State-Number': stateNumber,
    'Channel-Name': channel.name,
    'Unique-ID': channel.uuid,
    'Call-Direction': channel.direction,
    'Presence-Call-Direction': channel.direction,
    'Channel-HIT-Dialplan': String(
      channel.direction === 'inbound' || channel.inConference || channel.ended,
    ),
    ...(channel.presenceId ? { 'Channel-Presence-ID': channel.presenceId } : {}),
    'Channel-Call-UUID': channel.uuid,
    'Answer-State': ANSWER_STATES[channel.phase],
  };
  if (voice && times.answered > 0) {
    // A room reads linear sound, whatever comes in.
    const linear = channel.inConference;
    const bits = voice.codec.name === 'opus' ? '0' : '64000';
    headers['Channel-Read-Codec-Name'] = linear ? 'L16' : voice.codec.name;
    headers['Channel-Read-Codec-Rate'] = linear ? '8000' : String(voice.codec.rate);
    headers['Channel-Read-Codec-Bit-Rate'] = linear ? '128000' : bits;
    headers['Channel-Write-Codec-Name'] = voice.codec.name;
    headers['Channel-Write-Codec-Rate'] = String(voice.codec.rate);
    headers['Channel-Write-Codec-Bit-Rate'] = bits;
  }
  return {
    ...headers,
    'Caller-Direction': channel.direction,
    'Caller-Logical-Direction': channel.direction,
    ...(profile.username ? { 'Caller-Username': profile.username } : {}),
    ...(profile.dialplan ? { 'Caller-Dialplan': profile.dialplan } : {}),
    'Caller-Caller-ID-Name': profile.callerIdName,
    'Caller-Caller-ID-Number': profile.callerIdNumber,
    'Caller-Orig-Caller-ID-Name': profile.origCallerIdName,
    'Caller-Orig-Caller-ID-Number': profile.origCallerIdNumber,
    ...(profile.calleeIdName === undefined
      ? {}
      : { 'Caller-Callee-ID-Name': profile.calleeIdName }),
    ...(profile.calleeIdNumber === undefined
      ? {}
      : { 'Caller-Callee-ID-Number': profile.calleeIdNumber }),
    ...(profile.networkAddress ? { 'Caller-Network-Addr': profile.networkAddress } : {}),
    'Caller-ANI': profile.ani,
    'Caller-Destination-Number': profile.destination,
    'Caller-Unique-ID': channel.uuid,
    'Caller-Source': profile.source,
    'Caller-Context': profile.context,
    'Caller-Channel-Name': channel.name,
    'Caller-Profile-Index': '1',
    'Caller-Profile-Created-Time': String(times.created),
    'Caller-Channel-Created-Time': String(times.created),
    'Caller-Channel-Answered-Time': String(times.answered),
    'Caller-Channel-Progress-Time': String(times.progress),
    'Caller-Channel-Progress-Media-Time': String(times.progressMedia),
    'Caller-Channel-Hangup-Time': String(times.hangup),
    'Caller-Channel-Transfer-Time': '0',
    'Caller-Channel-Resurrect-Time': '0',
    'Caller-Channel-Bridged-Time': String(times.bridged),
    'Caller-Channel-Last-Hold': '0',
    'Caller-Channel-Hold-Accum': '0',
    'Caller-Screen-Bit': 'true',
    'Caller-Privacy-Hide-Name': 'false',
    'Caller-Privacy-Hide-Number': 'false',
    ...(channel.otherLeg
      ? { 'Other-Type': 'originator', 'Other-Leg-Unique-ID': channel.otherLeg }
      : {}),
  };
}

export function variableHeaders(channel: Channel): Headers {
  const headers: Headers = {};
  for (const [name, value] of channel.variables) headers[`variable_${name}`] = value;
  return headers;
}

const seconds = (microseconds: number): string => String(Math.floor(microseconds / 1_000_000));

/** The variables that switch_channel_set_timestamps and the RTP engine leave behind at the end. */
export function hangupVariables(channel: Channel, cause: HangupCause): Headers {
  const { times } = channel;
  const since = (from: number): number => (from === 0 ? 0 : times.hangup - from);
  const duration = since(times.created);
  const billed = since(times.answered);
  const answerAfter = times.answered === 0 ? 0 : times.answered - times.created;
  const variables: Headers = {
    hangup_cause: cause,
    hangup_cause_q850: String(CAUSES[cause] > 127 ? 31 : CAUSES[cause]),
    start_stamp: localDate(times.created),
    ...(times.answered === 0 ? {} : { answer_stamp: localDate(times.answered) }),
    end_stamp: localDate(times.hangup),
    start_epoch: seconds(times.created),
    start_uepoch: String(times.created),
    answer_epoch: seconds(times.answered),
    answer_uepoch: String(times.answered),
    bridge_epoch: seconds(times.bridged),
    bridge_uepoch: String(times.bridged),
    progress_epoch: seconds(times.progress),
    progress_uepoch: String(times.progress),
    progress_media_epoch: seconds(times.progressMedia),
    progress_media_uepoch: String(times.progressMedia),
    end_epoch: seconds(times.hangup),
    end_uepoch: String(times.hangup),
    caller_id: `"${channel.profile.callerIdName}" <${channel.profile.callerIdNumber}>`,
    duration: seconds(duration),
    billsec: seconds(billed),
    answersec: seconds(answerAfter),
    mduration: String(Math.floor(duration / 1000)),
    billmsec: String(Math.floor(billed / 1000)),
    answermsec: String(Math.floor(answerAfter / 1000)),
    uduration: String(duration),
    billusec: String(billed),
    answerusec: String(answerAfter),
  };
  const counts = channel.voice?.counts();
  return counts ? { ...variables, ...mediaStatVariables(counts) } : variables;
}
