import { bridgedWith, transferBoth, transferLeg } from '../dialplan/transfer.ts';
import { NO_SUCH_CHANNEL, type ApiCommand } from './api-command.ts';

const USAGE = '-USAGE: <uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]\n';

export const uuidTransfer: ApiCommand = (core, argument) => {
  const words = argument.trim().split(/\s+/);
  if (words.length < 2 || words.length > 5) return USAGE;
  const [uuid = '', ...rest] = words;
  const channel = core.channels.get(uuid);
  if (!channel) return NO_SUCH_CHANNEL;
  const which = rest[0]?.startsWith('-') ? rest.shift()?.slice(1).toLowerCase() : undefined;
  const [extension, dialplan, context] = rest;
  if (extension === undefined) return USAGE;
  const to = { extension, dialplan, context };
  // The answer goes out before the events that it causes.
  setImmediate(() => {
    const other = bridgedWith(core, channel);
    if (which === 'both') transferBoth(core, channel, to);
    else if (which === 'bleg' && other) {
      transferLeg(core, other, to);
      channel.hangUp('NORMAL_CLEARING');
    } else transferLeg(core, channel, to);
  });
  return '+OK\n';
};
