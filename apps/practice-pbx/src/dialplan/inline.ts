import type { Channel } from '../channels/channel.ts';
import type { PbxCore } from '../core.ts';
import { runApplication } from './originate.ts';

/** The dialplan `inline`: `application:argument[,application:argument…]`, split at every comma, quoted or not. */
export function runInline(core: PbxCore, channel: Channel, text: string): void {
  for (const part of text.split(',')) {
    const colon = part.indexOf(':');
    const application = colon < 0 ? part : part.slice(0, colon);
    const argument = colon < 0 ? '' : part.slice(colon + 1);
    if (application === 'answer') continue;
    if (application !== 'set') {
      // The others last as long as the leg is in them.
      runApplication(core, channel, application, argument);
      return;
    }
    const equals = argument.indexOf('=');
    if (equals > 0) channel.set(argument.slice(0, equals), argument.slice(equals + 1));
  }
  channel.hangUp('NORMAL_CLEARING');
}
