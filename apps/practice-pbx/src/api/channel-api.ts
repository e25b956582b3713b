import type { Channel } from '../channels/channel.ts';
import { channelHeaders, variableHeaders } from '../channels/channel-headers.ts';
import { mediaStatVariables } from '../channels/media-stats.ts';
import { isHangupCause } from '../channels/hangup-cause.ts';
import { maskRecording, startRecording, stopRecording } from '../channels/recording.ts';
import type { PbxCore } from '../core.ts';
import { localDate } from '../esl/event-bus.ts';
import { NO_SUCH_CHANNEL, type ApiCommand } from './api-command.ts';
import { uuidSendDtmf } from './key-api.ts';
import { uuidTransfer } from './transfer-api.ts';

/** The words of a command, the last one taking all the rest. */
function words(text: string, count: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (parts.length < count - 1 && rest !== '') {
    const space = rest.search(/\s/);
    if (space < 0) break;
    parts.push(rest.slice(0, space));
    rest = rest.slice(space).trim();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

const uuidExists: ApiCommand = (core, argument) =>
  String(core.channels.get(argument.trim()) !== undefined);

const uuidKill: ApiCommand = (core, argument) => {
  const [uuid = '', cause = 'NORMAL_CLEARING'] = words(argument, 2);
  if (uuid === '') return '-USAGE: <uuid> [cause]\n';
  const channel = core.channels.get(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  // The answer goes out before the events that it causes.
  setImmediate(() => channel.hangUp(isHangupCause(cause) ? cause : 'NORMAL_CLEARING'));
  return '+OK\n';
};

const uuidGetvar: ApiCommand = (core, argument) => {
  const [uuid = '', name = ''] = words(argument, 2);
  if (uuid === '' || name === '') return '-USAGE: <uuid> <var>\n';
  const channel = core.channels.get(uuid);
  return channel ? (channel.variables.get(name) ?? '_undef_') : NO_SUCH_CHANNEL;
};

function setVariable(channel: Channel, name: string, value: string | undefined): void {
  if (value === undefined || value === '') channel.variables.delete(name);
  else channel.set(name, value);
}

const uuidSetvar: ApiCommand = (core, argument) => {
  const [uuid = '', name = '', value] = words(argument, 3);
  if (uuid === '') return '-USAGE: <uuid> <var> [value]\n';
  const channel = core.channels.get(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  if (name === '') return '-ERR No variable specified\n';
  setVariable(channel, name, value);
  return '+OK\n';
};

const uuidSetvarMulti: ApiCommand = (core, argument) => {
  const [uuid = '', pairs = ''] = words(argument, 2);
  if (uuid === '' || pairs === '') return '-USAGE: <uuid> <var>=<value>;<var>=<value>...\n';
  const channel = core.channels.get(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  for (const pair of pairs.split(';')) {
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (name === '') return '-ERR No variable specified\n';
    setVariable(channel, name, equals < 0 ? undefined : pair.slice(equals + 1));
  }
  return '+OK\n';
};

const uuidDump: ApiCommand = (core, argument) => {
  const [uuid = '', format = 'txt'] = words(argument, 2);
  if (uuid === '') return '-USAGE: <uuid> [format]\n';
  const channel = core.channels.get(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  const { headers } = core.bus.complete({
    name: 'CHANNEL_DATA',
    headers: { ...channelHeaders(channel), ...variableHeaders(channel) },
  });
  if (format.toLowerCase() === 'json') return JSON.stringify(headers);
  return `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${encodeURIComponent(value)}\n`)
    .join('')}\n`;
};

const uuidSetMediaStats: ApiCommand = async (core, argument) => {
  const uuid = argument.trim();
  if (uuid === '') return '-USAGE: <uuid>\n';
  const channel = core.channels.get(uuid);
  if (!channel) return `-ERR No such channel ${uuid}!\n`;
  if (channel.voice) channel.setAll(mediaStatVariables(await channel.voice.countNow()));
  return '+OK:\n';
};

const RECORD_USAGE = '-USAGE: <uuid> [start|stop|mask|unmask] <path> [<limit>]\n';

const uuidRecord: ApiCommand = (core, argument) => {
  const [uuid = '', action = '', path = ''] = words(argument, 4);
  if (uuid === '' || action === '' || path === '') return RECORD_USAGE;
  const channel = core.channels.get(uuid);
  if (!channel) return '-ERR Cannot locate session!\n';
  switch (action.toLowerCase()) {
    case 'start':
      return startRecording(channel, path) ? '+OK Success\n' : '-ERR Cannot record session!\n';
    case 'stop':
      return stopRecording(channel, path) ? '+OK Success\n' : '-ERR Cannot stop record session!\n';
    case 'mask':
      return maskRecording(channel, path, true)
        ? '+OK Success\n'
        : '-ERR Cannot mask recording session!\n';
    case 'unmask':
      return maskRecording(channel, path, false)
        ? '+OK Success\n'
        : '-ERR Cannot unmask recording session!\n';
    default:
      return RECORD_USAGE;
  }
};

function showRow(channel: Channel): Record<string, string> {
  const { profile, voice } = channel;
  const of = (name: string): string => channel.variables.get(name) ?? '';
  const headers = channelHeaders(channel);
  return {
    uuid: channel.uuid,
    direction: channel.direction,
    created: localDate(channel.times.created),
    created_epoch: String(Math.floor(channel.times.created / 1_000_000)),
    name: channel.name,
    state: headers['Channel-State'] ?? '',
    cid_name: profile.callerIdName,
    cid_num: profile.callerIdNumber,
    ip_addr: profile.networkAddress ?? '',
    dest: profile.destination,
    application: of('current_application'),
    application_data: of('current_application_data'),
    dialplan: profile.dialplan ?? '',
    context: profile.context,
    read_codec: headers['Channel-Read-Codec-Name'] ?? '',
    read_rate: headers['Channel-Read-Codec-Rate'] ?? '',
    read_bit_rate: headers['Channel-Read-Codec-Bit-Rate'] ?? '',
    write_codec: headers['Channel-Write-Codec-Name'] ?? '',
    write_rate: headers['Channel-Write-Codec-Rate'] ?? '',
    write_bit_rate: headers['Channel-Write-Codec-Bit-Rate'] ?? '',
    secure: voice?.codec.name === 'opus' ? 'srtp' : '',
    hostname: 'practice-pbx',
    presence_id: channel.presenceId ?? '',
    presence_data: '',
    accountcode: '',
    callstate: headers['Channel-Call-State'] ?? '',
    callee_name: profile.calleeIdName ?? '',
    callee_num: profile.calleeIdNumber ?? '',
    callee_direction: '',
    call_uuid: '',
    sent_callee_name: '',
    sent_callee_num: '',
    initial_cid_name: profile.origCallerIdName,
    initial_cid_num: profile.origCallerIdNumber,
    initial_ip_addr: profile.networkAddress ?? '',
    initial_dest: profile.destination,
    initial_dialplan: profile.dialplan ?? '',
    initial_context: profile.context,
  };
}

const rowsAsJson = (rows: readonly unknown[]): string =>
  rows.length === 0 ? '{"row_count": 0}\n' : JSON.stringify({ row_count: rows.length, rows });

function registrationRows(core: PbxCore): Record<string, string>[] {
  return core.seats.registrar.all().map((registration) => ({
    reg_user: registration.user,
    realm: core.domain,
    token: registration.callId,
    url: `sofia/internal/${registration.contactUri}`,
    expires: String(Math.floor(registration.expiresAt / 1000)),
    network_ip: registration.link.remoteAddress,
    network_port: String(registration.link.remotePort),
    network_proto: registration.link.transport.toLowerCase(),
    hostname: 'practice-pbx',
    metadata: '',
  }));
}

const show: ApiCommand = (core, argument) => {
  const [what = '', , format] = argument.trim().toLowerCase().split(/\s+/);
  const rows =
    what === 'channels' || what === 'calls'
      ? core.channels.all().map(showRow)
      : what === 'registrations'
        ? registrationRows(core)
        : undefined;
  if (!rows) return '-USAGE: channels|registrations [as json]\n';
  if (format === 'json') return rowsAsJson(rows);
  if (argument.trim().toLowerCase() === `${what} count`) return `\n${rows.length} total.\n`;
  const lines = rows.map((row) => Object.values(row).join(','));
  const header = rows[0] ? [Object.keys(rows[0]).join(',')] : [];
  return `${[...header, ...lines].join('\n')}\n\n${rows.length} total.\n`;
};

export const channelCommands: Readonly<Record<string, ApiCommand>> = {
  uuid_exists: uuidExists,
  uuid_kill: uuidKill,
  uuid_getvar: uuidGetvar,
  uuid_setvar: uuidSetvar,
  uuid_setvar_multi: uuidSetvarMulti,
  uuid_dump: uuidDump,
  uuid_set_media_stats: uuidSetMediaStats,
  uuid_record: uuidRecord,
  uuid_send_dtmf: uuidSendDtmf,
  uuid_transfer: uuidTransfer,
  show,
};
