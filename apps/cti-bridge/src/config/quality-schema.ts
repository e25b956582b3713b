/** 质检: who checks, which calls are drawn, and the sheet that they are scored by. */
import { scoreSheet } from '@hotline/domain/quality';
import { z } from 'zod';

const perSeatAndWeek = z.number().int().min(0).max(100).nullable();
const drawRule = z.strictObject({
  kind: z.enum(['any', 'long', 'short', 'transferred', 'emergency', 'unsatisfied']),
  /** Of talk; `long` from, `short` up to. */
  seconds: z.number().int().min(1).max(86_400).default(60),
  /** null: all of them. */
  perSeatAndWeek,
});

export const quality = z
  .strictObject({
    checkers: z.array(z.enum(['agent', 'leader', 'specialist'])).default(['leader']),
    /** Whether somebody may hear their own calls whose result was published. */
    ownRecording: z.boolean().default(false),
    appealDays: z.number().min(0).max(90).default(5),
    /** The same calls, rules and seed give the same draw. */
    seed: z.string().min(1).max(64).default('12345'),
    draw: z
      .array(drawRule)
      .max(20)
      .default([{ kind: 'any', seconds: 60, perSeatAndWeek: 3 }]),
    sheet: scoreSheet.default({
      version: '1',
      passAt: 80,
      items: [
        {
          id: 'service',
          zh: '服务态度与规范用语',
          en: 'Manner and wording',
          points: 50,
          fatal: false,
        },
        {
          id: 'record',
          zh: '答复准确、记录完整',
          en: 'Right answer, full record',
          points: 50,
          fatal: false,
        },
      ],
    }),
  })
  .prefault({});
