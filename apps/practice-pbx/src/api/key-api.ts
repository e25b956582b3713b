import type { Channel } from '../channels/channel.ts';
import type { ApiCommand } from './api-command.ts';

/** FreeSWITCH's default, shortest and longest press, in ms (2000, 400 and 192000 samples of 8 kHz). */
const DEFAULT_MS = 250;
const SHORTEST_MS = 50;
const LONGEST_MS = 24_000;
/** Of all digits in one command. */
const MOST_CHARACTERS = 99;
const PAUSES_MS: Readonly<Record<string, number>> = { w: 500, W: 1000 };

/** `12w3@100+45@250`: groups of keys, each with its own length of a press. Presses them; says how many. */
function pressAll(channel: Channel, text: string): number {
  if (text.length > MOST_CHARACTERS) return 0;
  let pressed = 0;
  for (const group of text.replace(/^~/, '').split('+')) {
    const [digits = '', length] = group.split('@', 2);
    const asked = length === undefined ? DEFAULT_MS : Number.parseInt(length, 10) || 0;
    const ms = asked > SHORTEST_MS ? Math.min(asked, LONGEST_MS) : DEFAULT_MS;
    for (const digit of digits) {
      const pause = PAUSES_MS[digit];
      if (pause !== undefined) channel.voice?.pauseDtmf(pause);
      else if (!/[0-9*#A-Da-d]/.test(digit) || !channel.pressKey?.(digit.toUpperCase(), ms))
        continue;
      pressed++;
    }
  }
  return pressed;
}

export const uuidSendDtmf: ApiCommand = (core, argument) => {
  const [uuid = '', digits = ''] = argument.trim().split(/\s+/, 2);
  if (uuid === '' || digits === '') return '-USAGE: <uuid> <dtmf_data>\n';
  const channel = core.channels.get(uuid);
  if (!channel) return '-ERR Cannot locate session!\n';
  if (channel.ended || pressAll(channel, digits) === 0) return '-ERR Operation failed\n';
  return `+OK ${uuid} sent DTMF ${digits}.\n`;
};
