import { parseNumber } from '@hotline/domain/phone-number';
import { noSuch, repeated, type ReferenceProblem } from './reference-problem.ts';
import type { Allowed } from './rule.ts';
import type { HotlineFile } from './schema.ts';
import { seatEntryId, skillEntryId } from './directory-of.ts';

type Entry = HotlineFile['directory'][number];

export function checkDirectory(hotline: HotlineFile): ReferenceProblem[] {
  const { directory, people, skills } = hotline;
  const seats = people.map(({ seat }) => seat);
  const skillIds = skills.map(({ id }) => id);
  const spoken = skills.flatMap(({ id, kind }) => (kind === 'department' ? [] : [id]));
  const automatic = new Set([...seats.map(seatEntryId), ...skillIds.map(skillEntryId)]);
  return [
    ...repeated(directory, ['directory'], 'id'),
    ...twiceOnAKey(directory),
    ...directory.flatMap((entry, index): ReferenceProblem[] => {
      const at = (...keys: PropertyKey[]) => ['directory', index, ...keys];
      const found: ReferenceProblem[] = [];
      const reach = reachFault(entry);
      if (reach !== null) found.push({ path: at('kind'), words: reach });
      if (automatic.has(entry.id) && entry.kind !== 'seat' && entry.kind !== 'skill') {
        found.push({
          path: at('id'),
          words: {
            zh: `“${entry.id}”是系统为席位和技能自动生成的编号；请换一个`,
            en: `"${entry.id}" is the id of an entry that is there by itself for a seat or a skill; choose another`,
          },
        });
      }
      if (entry.number !== null) {
        const wrong = numberFault(entry.number, hotline.hotline.areaCode);
        if (wrong !== null) found.push({ path: at('number'), words: wrong });
      }
      if (entry.seat !== null && !seats.includes(entry.seat)) {
        found.push({ path: at('seat'), words: noSuch('seat', entry.seat, seats) });
      }
      if (entry.skill !== null && !skillIds.includes(entry.skill)) {
        found.push({ path: at('skill'), words: noSuch('skill', entry.skill, skillIds) });
      }
      for (const [place, language] of entry.languages.entries()) {
        if (spoken.includes(language)) continue;
        found.push({ path: at('languages', place), words: noSuch('skill', language, spoken) });
      }
      for (const [place, { from, to }] of (entry.hours ?? []).entries()) {
        if (from !== to) continue;
        found.push({
          path: at('hours', place, 'to'),
          words: {
            zh: `开放时间从 ${from} 到 ${to}，没有长度；全天请写 '00:00' 到 '24:00'`,
            en: `hours from ${from} to ${to} have no length; for the whole day write '00:00' to '24:00'`,
          },
        });
      }
      return found;
    }),
  ];
}

/** A call is taken to one place: which one must not be a guess. */
function reachFault({ kind, number, seat, skill }: Entry): Allowed | null {
  const given = [number, seat, skill].filter((each) => each !== null).length;
  if (kind === 'seat') {
    return given === 1 && seat !== null
      ? null
      : { zh: 'kind 为 seat 时只写 seat', en: 'kind seat goes with seat, and nothing else' };
  }
  if (kind === 'skill') {
    return given === 1 && skill !== null
      ? null
      : { zh: 'kind 为 skill 时只写 skill', en: 'kind skill goes with skill, and nothing else' };
  }
  return given === 1
    ? null
    : {
        zh: `number、seat、skill 中要写且只写一个，现在写了 ${given} 个`,
        en: `exactly one of number, seat and skill says who is reached; ${given} are given`,
      };
}

function numberFault(raw: string, areaCode: string): Allowed | null {
  const { kind } = parseNumber(raw, areaCode);
  if (kind === 'emergency') {
    return {
      zh: `${raw} 属于应急联动，请写在 emergency.targets：那里有备用线路、原号推送与对方确认`,
      en: `${raw} belongs into emergency.targets, which has a second route, the caller's number and the acknowledgement`,
    };
  }
  return kind === 'unknown' || kind === 'withheld'
    ? {
        zh: `“${raw}”不是能拨打的号码`,
        en: `"${raw}" is no number that can be dialled`,
      }
    : null;
}

function twiceOnAKey(directory: readonly Entry[]): ReferenceProblem[] {
  return directory.flatMap(({ quick }, index) => {
    const first = directory.findIndex((other) => other.quick === quick);
    return quick === null || first === index
      ? []
      : [
          {
            path: ['directory', index, 'quick'],
            words: {
              zh: `快捷位 ${quick} 已由第 ${first + 1} 项占用`,
              en: `quick ${quick} is taken by entry ${first + 1}`,
            },
          },
        ];
  });
}
