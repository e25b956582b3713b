import type { Channel } from '../channels/channel.ts';
import type { PbxCore } from '../core.ts';
import { runInline } from '../dialplan/inline.ts';
import { NO_SUCH_CHANNEL, type ApiCommand } from './api-command.ts';

const USAGE = '-USAGE: <uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]\n';

/** Takes a leg out of what it is in, and gives it a new destination; only the dialplan `inline` is known here. */
function transfer(
  core: PbxCore,
  channel: Channel,
  destination: string,
  dialplan: string | undefined,
): void {
  channel.vacate();
  if (channel.ended) return;
  if (dialplan?.toLowerCase() === 'inline') {
    runInline(core, channel, destination);
    return;
  }
  core.log.warn({ destination, dialplan }, 'a destination this PBX does not have');
  channel.hangUp('NO_ROUTE_DESTINATION');
}

export const uuidTransfer: ApiCommand = (core, argument) => {
  const words = argument.trim().split(/\s+/);
  if (words.length < 2 || words.length > 5) return USAGE;
  const [uuid = '', ...rest] = words;
  const channel = core.channels.get(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  const which = rest[0]?.startsWith('-') ? rest.shift()?.slice(1).toLowerCase() : undefined;
  const [destination, dialplan] = rest;
  if (destination === undefined) return USAGE;
  const other = core.channels.get(channel.variables.get('bridge_to') ?? '');
  // The answer goes out before the events that it causes.
  setImmediate(() => {
    if (other && (which === 'both' || which === 'bleg'))
      transfer(core, other, destination, dialplan);
    if (which === 'bleg' && other) channel.hangUp('NORMAL_CLEARING');
    else transfer(core, channel, destination, dialplan);
  });
  return '+OK\n';
};
