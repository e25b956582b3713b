/** 受理词表: places, set phrases, what may not be taken up: what the draft form finds and completes with. */
import { z } from 'zod';
import { placeKinds, type Place } from '@hotline/domain/intake';
import { refusalReasons } from '@hotline/domain/ticket';
import { repeated, type ReferenceProblem } from './reference-problem.ts';
import { text } from './rule.ts';
import type { CategoriesFile } from './schema.ts';
import { queueId, words } from './values.ts';

const pinyin = z.string().min(1).max(400).optional();
const placeCode = text(/^[\dA-Z]{1,32}$/, '数字与大写字母', 'digits and capital letters');

export const placesFile = z.strictObject({
  places: z
    .array(
      z.strictObject({
        code: placeCode,
        kind: z.enum(placeKinds),
        zh: words,
        pinyin,
        /** Code of the place it lies in; a district has none. */
        within: placeCode.optional(),
      }),
    )
    .max(50_000),
});
export type PlacesFile = z.infer<typeof placesFile>;

const said = z.string().trim().min(1).max(500);

export const intakeFile = z.strictObject({
  /** 常用语; a gap stands in 【 】. */
  phrases: z
    .array(
      z.strictObject({ id: queueId, zh: words, en: words, text: z.string().min(1).max(2_000) }),
    )
    .max(500)
    .default([]),
  /** 不受理: reasons that this hotline uses, with what is said to the citizen. */
  refusals: z
    .array(
      z.strictObject({
        reason: z.enum(refusalReasons),
        zh: words,
        en: words,
        say: z.strictObject({ zh: said, en: said }),
      }),
    )
    .default([]),
  specialGroups: z
    .array(z.strictObject({ zh: words, en: words }))
    .max(50)
    .default([]),
});
export type IntakeFile = z.infer<typeof intakeFile>;
export const emptyIntake: IntakeFile = { phrases: [], refusals: [], specialGroups: [] };

export function checkIntake({ phrases, refusals, specialGroups }: IntakeFile): ReferenceProblem[] {
  return [
    ...repeated(phrases, ['phrases'], 'id'),
    ...repeated(refusals, ['refusals'], 'reason'),
    ...repeated(specialGroups, ['specialGroups'], 'zh'),
  ];
}

/** Codes are unique, and every level above a code is in the list. */
export function checkCategories({ categories }: CategoriesFile): ReferenceProblem[] {
  const codes = new Set(categories.map(({ code }) => code));
  return [
    ...repeated(categories, ['categories'], 'code'),
    ...categories.flatMap(({ code }, index) => {
      const above = code.slice(0, -2);
      if (above === '' || codes.has(above)) return [];
      return [
        {
          path: ['categories', index, 'code'],
          words: {
            zh: `“${code}”的上级“${above}”不在列表里`,
            en: `"${above}", the level above "${code}", is not in the list`,
          },
        },
      ];
    }),
  ];
}

/** Where a place of a kind may lie. */
const lieIn: Readonly<Record<Place['kind'], readonly Place['kind'][]>> = {
  district: [],
  street: ['district'],
  community: ['street', 'district'],
  road: ['district', 'street'],
  landmark: ['district', 'street', 'community', 'road'],
};

export function checkPlaces({ places }: PlacesFile): ReferenceProblem[] {
  const before = new Map<string, Place['kind']>();
  const lost = places.flatMap(({ code, kind, within }, index) => {
    const above = within === undefined ? undefined : before.get(within);
    before.set(code, kind);
    const isRight =
      kind === 'district'
        ? within === undefined
        : above !== undefined && lieIn[kind].includes(above);
    if (isRight) return [];
    return [
      {
        path: ['places', index, 'within'],
        words:
          kind === 'district'
            ? { zh: '区县没有上级', en: 'a district lies in nothing' }
            : {
                zh: `${kind} 的上级应是排在它前面的 ${lieIn[kind].join('、')}，现为“${within ?? ''}”`,
                en: `a ${kind} lies in a ${lieIn[kind].join(' or ')} that stands before it; found "${within ?? ''}"`,
              },
      },
    ];
  });
  return [...repeated(places, ['places'], 'code'), ...lost];
}
