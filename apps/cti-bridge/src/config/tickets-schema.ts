/** Section `tickets` (工单): units that handle them, who dispatches, who may see a secret complainant, who is told. */
import { z } from 'zod';
import { named, personId, queueId, summaryAddress } from './values.ts';

const limit = z.strictObject({
  /** null: of every kind, of every urgency. */
  kind: queueId.nullable().default(null),
  urgency: queueId.nullable().default(null),
  count: z.number().int().min(1).max(1000),
  unit: z.enum(['minutes', 'hours', 'days', 'working-days']),
});

export const tickets = z
  .strictObject({
    /** 承办单位 with the people of `people` who act for it. */
    units: z
      .array(named.extend({ clerks: z.array(personId).default([]) }))
      .max(2000)
      .default([]),
    /** 派单员: people of `people`. */
    dispatchers: z.array(personId).default([]),
    /** 保密工单: roles that see the complainant when they give a reason. A unit's clerk never does. */
    reveal: z.array(z.enum(['agent', 'leader', 'dispatcher'])).default(['leader']),
    /** 办理时限: the first that fits counts. The default is 茂名 2020's. */
    limits: z
      .array(limit)
      .max(200)
      .prefault([
        { kind: 'consult', count: 2, unit: 'working-days' },
        { kind: 'help', count: 4, unit: 'working-days' },
        { count: 10, unit: 'working-days' },
      ]),
    /** 即将到期: due within this time. */
    soonDueHours: z.number().min(1).max(720).default(24),
    /** Platforms that are told of every step, signed with HOTLINE_WEBHOOK_SECRET. */
    webhooks: z
      .array(z.strictObject({ id: queueId, url: summaryAddress }))
      .max(8)
      .default([]),
  })
  .prefault({});
