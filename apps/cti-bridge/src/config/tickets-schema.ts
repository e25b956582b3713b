/** Section `tickets` (工单): units that handle them, who dispatches, the place's rules, who may see a secret complainant, who is told. */
import { z } from 'zod';
import { handlingLimit, limit } from './place-schema.ts';
import { named, personId, queueId, summaryAddress } from './values.ts';

const times = z.number().int().min(1).max(1000);

export const tickets = z
  .strictObject({
    /** 承办单位 with the people of `people` and `office` who act for it. */
    units: z
      .array(
        named.extend({
          /** What else it is called; it is found by all its names among those complained of. */
          alsoCalled: z.array(z.string().trim().min(2).max(64)).max(20).optional(),
          clerks: z.array(personId).default([]),
        }),
      )
      .max(2000)
      .default([]),
    /** 派单员 */
    dispatchers: z.array(personId).default([]),
    /** 保密工单: roles that see the complainant when they give a reason. A unit's clerk never does. */
    reveal: z.array(z.enum(['agent', 'leader', 'dispatcher'])).default(['leader']),
    /** Name of a file of `places`. */
    place: queueId.default('maoming-2020'),
    /** 办理时限 of this hotline's own: they go before the place's. */
    limits: z.array(handlingLimit).max(200).default([]),
    /** 即将到期: due within this time. */
    soonDueHours: z.number().min(1).max(720).default(24),
    /** 退单复核: how often a unit may ask again after its 退单 was rejected; a leader decides then. */
    returnReviews: z.number().int().min(0).max(10).default(1),
    /** 回访 of whom nobody reached: again after this, at most so many times; then it may be closed as not reached. */
    revisit: z
      .strictObject({ again: limit, most: times })
      .prefault({ again: { count: 4, unit: 'hours' }, most: 3 }),
    /** 督办 when … ; null: never for that. */
    supervise: z
      .strictObject({
        overdue: z.boolean().default(true),
        urged: times.nullable().default(3),
        returns: times.nullable().default(2),
        dissatisfied: times.nullable().default(2),
        unrest: z.boolean().default(true),
      })
      .prefault({}),
    /** 附件 of drafts and tickets. */
    attachments: z
      .strictObject({
        maxMegabytes: z.number().int().min(1).max(500).default(20),
        perDraft: z.number().int().min(1).max(100).default(20),
        /** By content, not by name. Pages and drawings (HTML, SVG) are never among them. */
        types: z
          .array(z.string().regex(/^(?!text\/html|image\/svg)[a-z]+\/[\w.+-]+$/))
          .max(50)
          .default([
            'image/jpeg',
            'image/png',
            'image/webp',
            'image/gif',
            'image/heic',
            'application/pdf',
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
            'audio/mpeg',
            'audio/wav',
            'audio/x-m4a',
            'video/mp4',
            'text/plain',
          ]),
        /** Of drafts that were never filed. */
        keepUnfiledDays: z.number().int().min(1).max(3650).default(90),
      })
      .prefault({}),
    /** Platforms that are told of every step, signed with HOTLINE_WEBHOOK_SECRET. */
    webhooks: z
      .array(z.strictObject({ id: queueId, url: summaryAddress }))
      .max(8)
      .default([]),
    /** 拉取: platforms whose tickets are asked for, signed with HOTLINE_WEBHOOK_SECRET. */
    pull: z
      .array(
        z.strictObject({
          id: queueId,
          url: summaryAddress,
          everySeconds: z.number().int().min(5).max(86_400).default(60),
          pageSize: z.number().int().min(1).max(500).default(100),
        }),
      )
      .max(8)
      .default([]),
  })
  .prefault({});
