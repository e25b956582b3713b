import type { G711Name } from '../media/g711.ts';

/** The trunk's `inbound-codec-prefs`. */
const PREFERRED: readonly G711Name[] = ['PCMA', 'PCMU'];

/** The codecs to offer on a trunk leg, in order: `absolute_codec_string` when it names any we have. */
export function codecsToOffer(absolute: string | undefined): G711Name[] {
  const named = (absolute ?? '')
    .split(',')
    .map((name) => name.trim().toUpperCase().split('@')[0])
    .filter((name): name is G711Name => name === 'PCMA' || name === 'PCMU');
  return named.length > 0 ? named : [...PREFERRED];
}
