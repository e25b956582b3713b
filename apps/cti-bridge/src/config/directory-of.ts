import type { DirectoryEntry } from '@hotline/domain/directory';
import { parseNumber } from '@hotline/domain/phone-number';
import type { ConfiguredEntry } from './directory-schema.ts';
import { initialsOf, spellName } from './initials.ts';
import { minuteOfDay } from './minute-of-day.ts';
import type { HotlineFile } from './schema.ts';

export const seatEntryId = (seat: string): string => `seat-${seat}`;
export const skillEntryId = (skill: string): string => `skill-${skill}`;

/**
 * The whole directory: the configured entries in their order, then one for each skill and each seat that none of them
 * is already about. `areaCode` completes local numbers.
 */
export function directoryOf(
  people: HotlineFile['people'],
  skills: HotlineFile['skills'],
  entries: readonly ConfiguredEntry[],
  areaCode: string,
): DirectoryEntry[] {
  const named = (kind: 'seat' | 'skill', id: string): boolean =>
    entries.some((entry) => entry.kind === kind && entry[kind] === id);
  const spoken = new Set(skills.flatMap(({ id, kind }) => (kind === 'department' ? [] : [id])));
  return [
    ...entries.map((entry) => configured(entry, areaCode)),
    ...skills
      .filter(({ id }) => !named('skill', id))
      .map(({ id, zh, en }): DirectoryEntry => ({
        ...blank,
        id: skillEntryId(id),
        kind: 'skill',
        zh,
        en,
        skill: id,
        languages: spoken.has(id) ? [id] : [],
        initials: initialsOf(zh),
      })),
    ...people
      .filter(({ seat }, index) => {
        // Two people of one seat (shifts) are one place that a call can be taken to.
        const isFirst = people.findIndex((other) => other.seat === seat) === index;
        return isFirst && !named('seat', seat);
      })
      .map(({ seat, skills: known }): DirectoryEntry => {
        const names = people.flatMap((other) => (other.seat === seat ? [other.name] : []));
        return {
          ...blank,
          id: seatEntryId(seat),
          kind: 'seat',
          zh: names.join('、'),
          en: names.map(spellName).join(', '),
          seat,
          languages: known.filter((skill) => spoken.has(skill)),
          initials: names.map((name) => initialsOf(name, 'person')).join(''),
        };
      }),
  ];
}

const blank = {
  number: null,
  seat: null,
  skill: null,
  languages: [],
  hours: null,
  note: null,
  quick: null,
} as const;

function configured(entry: ConfiguredEntry, areaCode: string): DirectoryEntry {
  return {
    ...entry,
    number: entry.number === null ? null : parseNumber(entry.number, areaCode).number,
    hours:
      entry.hours?.map(({ days, from, to }) => ({
        days,
        from: minuteOfDay(from),
        to: minuteOfDay(to),
      })) ?? null,
    initials: initialsOf(entry.zh, entry.kind === 'seat' ? 'person' : 'words'),
  };
}
