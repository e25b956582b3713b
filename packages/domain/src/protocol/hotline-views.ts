/** What a desk needs to know about the hotline itself: its people to reach, its lists, its routes. */
import { z } from 'zod';
import { leaderMode } from './call-views.ts';
import { instant } from './instant.ts';

/** Results of the emergency routes' self-test, newest run. */
export const selfTestView = z.object({
  at: instant,
  routes: z.array(
    z.object({
      targetId: z.string(),
      route: z.number().int().nonnegative(),
      /** `answered`, or FreeSWITCH's hang-up cause. */
      outcome: z.string(),
    }),
  ),
});
export type SelfTestView = z.infer<typeof selfTestView>;

/** One entry of the directory (通讯录): whom a call can be taken to. */
export const directoryEntryView = z.object({
  id: z.string(),
  kind: z.enum(['seat', 'skill', 'expert', 'department', 'utility', 'sub-centre', 'outside']),
  zh: z.string(),
  en: z.string(),
  /** Public service numbers are shown whole; null for seats and skill groups. */
  number: z.string().nullable(),
  seat: z.string().nullable(),
  skill: z.string().nullable(),
  languages: z.array(z.string()),
  /** Open when now is within one of them, minutes of the hotline's local day; null: always. */
  hours: z
    .array(
      z.object({
        days: z.array(z.number().int().min(1).max(7)),
        from: z.number().int().min(0).max(1440),
        to: z.number().int().min(0).max(1440),
      }),
    )
    .nullable(),
  note: z.string().nullable(),
  /** Place among the ten most used, 1–10. */
  quick: z.number().int().min(1).max(10).nullable(),
  /** Pinyin initials of `zh`. */
  initials: z.string(),
});
export type DirectoryEntryView = z.infer<typeof directoryEntryView>;

/** How an entry of the directory stands now; those always reachable are not listed. */
export const availabilityView = z.object({
  id: z.string(),
  /** Seats free now, of those signed in. */
  free: z.number().int().nonnegative(),
  of: z.number().int().nonnegative(),
  waiting: z.number().int().nonnegative(),
  expectedWaitMs: z.number().int().nonnegative().nullable(),
});
export type AvailabilityView = z.infer<typeof availabilityView>;

/** What the desk needs to know about the hotline itself. */
export const hotlineView = z.object({
  name: z.string(),
  /** IANA name of the hotline's own zone, in which the desk prints times of day; a bridge that is older does not say it. */
  timeZone: z.string().min(1).max(64).optional(),
  /** True while the PBX is the practice one: the desk says so on every screen. */
  practice: z.boolean(),
  pbx: z.enum(['live', 'away']),
  restReasons: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  /** Why a draft is put aside (暂存). */
  parkReasons: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  ticketKinds: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  urgencies: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  skills: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  /** 110, 119, 120, 122: in the order of their keys. */
  emergencyTargets: z
    .array(
      z.object({
        id: z.string(),
        zh: z.string(),
        en: z.string(),
        routes: z.number().int().positive(),
        acknowledgeKey: z.string().nullable(),
        takesSummary: z.boolean(),
      }),
    )
    .default([]),
  directory: z.array(directoryEntryView).default([]),
  /** Whether a seat's desk shows that its leader listens, whispers or speaks. A bridge that is older does not say it. */
  leaderShown: z.record(leaderMode, z.boolean()).optional(),
  /** 席位布局: where each seat stands, from row and column 1. Empty: no plan is configured. */
  floorPlan: z
    .array(
      z.object({
        seatId: z.string(),
        row: z.number().int().positive(),
        column: z.number().int().positive(),
      }),
    )
    .default([]),
  /** A missed call may be closed as unreachable after so many attempts. */
  callBackTries: z.number().int().positive(),
  /** What a leader shall look at: longer than this in a state, ms; `wrapMs` counts from the end of its limit. */
  tooLong: z
    .object({ wrapMs: z.number().nonnegative(), restMs: z.number().nonnegative() })
    .nullable()
    .default(null),
  /** null: has not run. */
  selfTest: selfTestView.nullable().optional(),
});
export type HotlineView = z.infer<typeof hotlineView>;
