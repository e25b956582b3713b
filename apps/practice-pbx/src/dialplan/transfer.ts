import type { Channel } from '../channels/channel.ts';
import type { PbxCore } from '../core.ts';
import { runInline } from './inline.ts';
import { askSatisfaction } from './survey.ts';

export interface Destination {
  readonly extension: string;
  /** `inline`, or `XML`, of which only the extensions named below are known here. */
  readonly dialplan: string | undefined;
  readonly context?: string | undefined;
}

/** Takes a leg out of what it is in, and gives it something else to do. */
export function transferLeg(core: PbxCore, channel: Channel, to: Destination): void {
  channel.vacate();
  if (channel.ended) return;
  if (to.dialplan?.toLowerCase() === 'inline') {
    runInline(core, channel, to.extension);
    return;
  }
  if (to.extension === 'survey' && to.context === 'citizen-survey') {
    void askSatisfaction(core, channel);
    return;
  }
  core.log.warn(to, 'a destination this PBX does not have');
  // What the contexts of config/freeswitch do with a number that is none of theirs: 404.
  channel.hangUp('UNALLOCATED_NUMBER');
}

/** The other leg of the plain bridge in which this one is. */
export const bridgedWith = (core: PbxCore, channel: Channel): Channel | undefined =>
  core.channels.get(channel.variables.get('bridge_to') ?? '');

/** `uuid_transfer -both`: the other leg first, so that neither is hung up because the other went. */
export function transferBoth(core: PbxCore, channel: Channel, to: Destination): void {
  const other = bridgedWith(core, channel);
  if (other) transferLeg(core, other, to);
  transferLeg(core, channel, to);
}
