import { randomUUID } from 'node:crypto';
import type { PbxCore } from '../core.ts';
import { nowMicroseconds } from '../esl/event-bus.ts';
import type { ApiCommand } from './api-command.ts';

const VERSION = '1.11.3-dev';

const part = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `0 years, 0 days, 0 hours, 1 minute, 27 seconds, 249 milliseconds, 5 microseconds`. */
export function upTime(core: Pick<PbxCore, 'startedAt'>): string {
  const ms = Date.now() - core.startedAt;
  const seconds = Math.floor(ms / 1000);
  return [
    part(0, 'year'),
    part(Math.floor(seconds / 86_400), 'day'),
    part(Math.floor(seconds / 3600) % 24, 'hour'),
    part(Math.floor(seconds / 60) % 60, 'minute'),
    part(seconds % 60, 'second'),
    part(ms % 1000, 'millisecond'),
    part(0, 'microsecond'),
  ].join(', ');
}

const status: ApiCommand = (core) =>
  [
    `UP ${upTime(core)}`,
    `FreeSWITCH (Version ${VERSION}  64bit) is ready`,
    `${core.channels.sessionsSoFar} session(s) since startup`,
    `${core.channels.size} session(s) - peak ${core.channels.size}, last 5min ${core.channels.size} `,
    '0 session(s) per Sec out of max 200, peak 0, last 5min 0 ',
    '1000 session(s) max',
    'min idle cpu 0.00/100.00',
    'Current Stack Size/Max 240K/8192K',
    'hotline_practice=true 练习用交换机，不接真实电话 PRACTICE PBX, no real calls',
    '',
  ].join('\n');

const hash: ApiCommand = (core, argument) => {
  const [action = '', realm = '', key = '', ...value] = argument.trim().split('/');
  switch (action.toLowerCase()) {
    case 'insert':
      core.hash.insert(realm, key, value.join('/'));
      return '+OK\n';
    case 'select':
      return core.hash.select(realm, key) ?? '';
    case 'delete':
      return core.hash.delete(realm, key) ? '+OK\n' : '-ERR Not found\n';
    case 'insert_ifempty':
      if (core.hash.select(realm, key) !== undefined) return '-ERR key already exists\n';
      core.hash.insert(realm, key, value.join('/'));
      return '+OK\n';
    default:
      return '-ERR Usage: hash [insert|insert_ifempty|delete|select]/<realm>/<key>[/<value>]\n';
  }
};

const hashDump: ApiCommand = (core, argument) => {
  const [kind = '', realm] = argument.trim().split(/\s+/);
  if (!['all', 'db', 'limit'].includes(kind)) return 'Usage: hash_dump all|limit|db [<realm>]\n';
  if (kind === 'limit') return '';
  return core.hash
    .entries(realm)
    .map(([name, key, value]) => `D/${name}_${key}/${value}\n`)
    .join('');
};

const statusRow = (name: string, type: string, data: string, state: string): string =>
  `${name.padStart(25)}\t${type.padStart(7)}\t${data.padStart(42)}\t${state}`;

/** `sofia status` and its relatives, as far as somebody looks whether a seat is there. */
const sofia: ApiCommand = (core, argument) => {
  const words = argument.trim().split(/\s+/);
  const line = '='.repeat(97);
  const registrations = core.seats.registrar.all();
  if (words[0] === 'profile' && words[2] === 'flush_inbound_reg') {
    const user = words[3]?.replace(/@.*$/, '');
    if (user === undefined) {
      for (const registration of registrations) core.seats.registrar.flush(registration.user);
      return '+OK flushing all registrations\n';
    }
    core.seats.registrar.flush(user);
    return '+OK flushing all registrations matching specified call_id\n';
  }
  if (words[0] === 'profile') return '+OK\n';
  if (words[0] === 'status' && words[1] === 'profile' && words[3] === 'reg') {
    const entries = registrations.map((registration) =>
      [
        `Call-ID:    \t${registration.callId}`,
        `User:       \t${registration.user}@${core.domain}`,
        `Contact:    \t"" <${registration.contactUri}>`,
        `Agent:      \t${registration.userAgent}`,
        `Status:     \tRegistered(${registration.link.transport}-NAT)(unknown) EXPSECS(${Math.round((registration.expiresAt - Date.now()) / 1000)})`,
        'Ping-Status:\tReachable',
        'Ping-Time:\t0.00',
        'Host:       \tpractice-pbx',
        `IP:         \t${registration.link.remoteAddress}`,
        `Port:       \t${registration.link.remotePort}`,
        `Auth-User:  \t${registration.user}`,
        `Auth-Realm: \t${core.domain}`,
        `MWI-Account:\t${registration.user}@${core.domain}`,
        '',
        '',
      ].join('\n'),
    );
    return `\nRegistrations:\n${line}\n${entries.join('')}Total items returned: ${registrations.length}\n${line}\n`;
  }
  if (words[0] === 'status') {
    const { trunk, seats } = core;
    const rows = [
      statusRow('trunk', 'profile', `sip:mod_sofia@${trunk.host}:${trunk.port}`, 'RUNNING (0)'),
      ...Object.entries(trunk.gateways).map(([name, address]) =>
        statusRow(`trunk::${name}`, 'gateway', `sip:FreeSWITCH@${address}`, 'NOREG'),
      ),
      statusRow(
        'internal',
        'profile',
        `sip:mod_sofia@${seats.host}:${seats.wsPort};transport=ws`,
        'RUNNING (0)',
      ),
    ];
    return `${'Name'.padStart(25)}\t   Type\t${'Data'.padStart(42)}\tState\n${line}\n${rows.join('\n')}\n${line}\n2 profiles 0 aliases\n`;
  }
  return 'USAGE:\nsofia status [profile <name> [reg]]\nsofia profile <name> flush_inbound_reg [<user>@<host>]\n';
};

const sofiaContact: ApiCommand = (core, argument) => {
  const user = argument.trim().replace(/^.*\//, '').replace(/@.*$/, '');
  const registration = core.seats.registrar.find(user);
  return registration ? `sofia/internal/${registration.contactUri}` : 'error/user_not_registered';
};

/** `xml_flush_cache [<key> <user> <domain>]` */
const xmlFlushCache: ApiCommand = (core, argument) => {
  const [, user] = argument.trim().split(/\s+/);
  const count = core.seats.directory.forget(user);
  return `+OK cleared ${count} ${count === 1 ? 'entry' : 'entries'}\n`;
};

const nothingToDo: ApiCommand = () => '+OK [Success]\n';

export const coreCommands: Readonly<Record<string, ApiCommand>> = {
  status,
  version: () => `FreeSWITCH Version ${VERSION}~64bit ( 64bit)\n`,
  uptime: (core) => `${Math.floor((Date.now() - core.startedAt) / 1000)}\n`,
  strepoch: () => String(Math.floor(Date.now() / 1000)),
  strmicroepoch: () => String(nowMicroseconds()),
  create_uuid: () => randomUUID(),
  global_getvar: (core, argument) => core.globals.get(argument.trim()) ?? '',
  hash,
  hash_dump: hashDump,
  reloadxml: nothingToDo,
  sofia,
  sofia_contact: sofiaContact,
  xml_flush_cache: xmlFlushCache,
};
