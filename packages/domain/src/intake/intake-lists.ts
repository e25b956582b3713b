import { z } from 'zod';
import { refusalReasons } from '../ticket/index.ts';
import { placeKinds } from './place.ts';

const zh = z.string().max(64);
const pinyin = z.string().max(400);

/** 受理词表: what the draft form finds and completes with; `GET /api/v1/intake-lists`, for whoever is signed in. */
export const intakeLists = z.object({
  categories: z.array(z.object({ code: z.string().max(32), zh, pinyin })),
  places: z.array(
    z.object({
      code: z.string().max(32),
      kind: z.enum(placeKinds),
      zh,
      pinyin,
      within: z.string().max(32).nullable(),
    }),
  ),
  phrases: z.array(
    z.object({ id: z.string().max(32), zh, en: zh, pinyin, text: z.string().max(2_000) }),
  ),
  /** 不受理: what the hotline may not take up, and the words to say to the citizen. */
  refusals: z.array(
    z.object({
      reason: z.enum(refusalReasons),
      zh,
      en: zh,
      say: z.object({ zh: z.string().max(500), en: z.string().max(500) }),
    }),
  ),
  specialGroups: z.array(z.object({ zh, en: zh })),
  /** 承办单位 */
  units: z.array(z.object({ id: z.string().max(32), zh, en: zh })),
});
export type IntakeLists = z.infer<typeof intakeLists>;

export const emptyIntakeLists: IntakeLists = {
  categories: [],
  places: [],
  phrases: [],
  refusals: [],
  specialGroups: [],
  units: [],
};
