/** A place's rules (`config/places/*.yaml`): its limits, each with how sure we are of it. */
import { z } from 'zod';
import { text } from './rule.ts';
import { queueId, words } from './values.ts';

/** 时限: number and unit. */
export const limit = z.strictObject({
  count: z.number().int().min(1).max(1000),
  unit: z.enum(['minutes', 'hours', 'days', 'working-days']),
});

/** What a limit is for: the beginning of a category's code, a tag of the draft; null: whatever it is. */
const fits = {
  kind: queueId.nullable().default(null),
  urgency: queueId.nullable().default(null),
  category: text(/^(\d\d){1,8}$/, '类别代码，加引号', 'code of a category, in quotes')
    .nullable()
    .default(null),
  tag: z.string().trim().min(1).max(32).nullable().default(null),
};
export const handlingLimit = limit.extend(fits);

const sourced = {
  sure: z.enum(['read', 'weak', 'setting']),
  note: z.string().min(1).max(200).optional(),
};
const placeLimit = limit.extend(sourced);

export const placeFile = z.strictObject({
  zh: words,
  en: words,
  source: z.string().min(1).max(300),
  /** The first that fits counts. */
  handling: z.array(placeLimit.extend(fits)).min(1).max(500),
  dispatch: placeLimit.nullable(),
  sign: placeLimit.nullable(),
  contact: placeLimit.nullable(),
  reply: placeLimit.nullable(),
  askReturn: placeLimit.nullable(),
  decideReturn: placeLimit.nullable(),
  audit: placeLimit.nullable(),
  revisit: placeLimit.nullable(),
  longestExtension: placeLimit.nullable(),
  knowledge: z.strictObject({ 'not-found': placeLimit.nullable(), wrong: placeLimit.nullable() }),
  lastDayOffMoves: z.boolean(),
});
export type PlaceFile = z.infer<typeof placeFile>;
