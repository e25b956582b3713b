/**
 * Category search as the draft form does it at each key: every beginning of what agents type, over the shipped tree.
 * Without the painting; the whole tree is compared, nothing is kept from the key before.
 */
import path from 'node:path';
import { formatProblems, loadConfig } from '@hotline/cti-bridge/config';
import { listsOf } from '@hotline/cti-bridge/intake';
import {
  completePlaces,
  indexCategories,
  indexPlaces,
  searchCategories,
} from '@hotline/domain/intake';

const ROUNDS = 40;
const config = loadConfig({
  env: { HOTLINE_ESL_PASSWORD: 'of-no-pbx', HOTLINE_DIRECTORY_SECRET: 'of-no-directory' },
  workingFolder: path.resolve(import.meta.dirname, '..'),
});
if (!config.ok) throw new Error(formatProblems(config.error));
const lists = listsOf(config.value);
const categories = indexCategories(lists.categories);
const places = indexPlaces(lists.places);
const recent = categories.entries.slice(0, 12).map(({ code }) => code);

const typed = [
  'ldgz',
  'yanglaobaoxian',
  '供水 fw',
  '020201',
  '噪音扰民',
  'shehui ylbx',
  '养老保险',
  'zzzzzz',
];
const written = [
  'chl',
  '樊城区长虹',
  '樊城区汉江街道ch',
  '在路口往东五十米的人民公园',
  'changhonglu',
];

/** ms of each key of each text. */
function timesOf(texts: readonly string[], search: (typed: string) => unknown): number[] {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of texts) {
      for (let length = 1; length <= text.length; length += 1) {
        const begun = performance.now();
        search(text.slice(0, length));
        if (round > 0) times.push(performance.now() - begun);
      }
    }
  }
  return times.sort((a, b) => a - b);
}
function spread(times: readonly number[]) {
  const at = (part: number) =>
    Math.round((times[Math.floor(part * (times.length - 1))] ?? 0) * 1000) / 1000;
  return { keys: times.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

console.log(
  JSON.stringify({
    bench: 'category',
    unit: 'ms',
    categories: categories.entries.length,
    category: spread(timesOf(typed, (text) => searchCategories(categories, text, recent, 50))),
    places: places.entries.length,
    place: spread(timesOf(written, (text) => completePlaces(places, text, null, 12))),
  }),
);
