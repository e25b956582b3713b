/** The context `citizen-survey` (满意度评价): config/freeswitch/dialplan/citizen.xml does the same. */
import type { Channel } from '../channels/channel.ts';
import type { PbxCore } from '../core.ts';
import { findPlayable } from '../rooms/playable.ts';
import { playToLeg } from './play-to-leg.ts';

const TRIES = 2;
const KEY_WITHIN_MS = 6_000;

/** Asks, notes the answer in `hotline_survey`, and ends the leg. */
export async function askSatisfaction(core: PbxCore, channel: Channel): Promise<void> {
  channel.set('hotline_survey', 'asked');
  const key = await playAndGetKey(core, channel);
  if (channel.ended) return;
  if (key === undefined || key === '0') {
    channel.set('hotline_survey', key === undefined ? 'timed-out' : 'refused');
  } else {
    channel.set('hotline_survey_key', key);
    channel.set('hotline_survey', key);
    const thanks = await findPlayable(core, 'survey-thanks.wav');
    if (thanks) await playToLeg(channel, thanks.sound);
  }
  channel.hangUp('NORMAL_CLEARING');
}

/** `play_and_get_digits`: one key of 0 to 5; another one is asked for again. */
async function playAndGetKey(core: PbxCore, channel: Channel): Promise<string | undefined> {
  for (let attempt = 0; attempt < TRIES && !channel.ended; attempt++) {
    const key = await nextKey(core, channel);
    if (key !== undefined && /^[0-5]$/.test(key)) return key;
  }
  return undefined;
}

async function nextKey(core: PbxCore, channel: Channel): Promise<string | undefined> {
  const pressed = Promise.withResolvers<string | undefined>();
  // A key ends the question.
  channel.onKey = (digit) => {
    pressed.resolve(digit);
    channel.vacate();
  };
  channel.whenGone(() => pressed.resolve(undefined));
  const question = await findPlayable(core, 'survey.wav');
  if (question && !channel.ended) await playToLeg(channel, question.sound);
  const timer = setTimeout(() => pressed.resolve(undefined), KEY_WITHIN_MS);
  try {
    return await pressed.promise;
  } finally {
    clearTimeout(timer);
    channel.onKey = undefined;
  }
}
