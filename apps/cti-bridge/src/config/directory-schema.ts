/** Section `directory` (通讯录): whom a call can be taken to besides the seats and the skills, which are there by themselves. */
import { z } from 'zod';
import { text } from './rule.ts';
import { clockTime, queueId, seatId, skillId, words } from './values.ts';

const hours = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  /** At or before `from`: of the next day. */
  to: text(
    /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    '时:分（至 24:00），加引号',
    'hours:minutes up to 24:00, in quotes',
  ),
});

export const directory = z
  .array(
    z.strictObject({
      id: queueId,
      kind: z.enum(['seat', 'skill', 'expert', 'department', 'utility', 'sub-centre', 'outside']),
      zh: words,
      en: words,
      number: text(/^\+?[\d\s()-]{2,28}$/, '电话号码，加引号', 'a telephone number, in quotes')
        .nullable()
        .default(null),
      seat: seatId.nullable().default(null),
      skill: skillId.nullable().default(null),
      languages: z.array(skillId).max(16).default([]),
      hours: z.array(hours).min(1).max(14).nullable().default(null),
      note: z.string().trim().min(1).max(200).nullable().default(null),
      quick: z.number().int().min(1).max(10).nullable().default(null),
    }),
  )
  .max(2000)
  .default([]);

export type ConfiguredEntry = z.infer<typeof directory>[number];
