/** The hotline's own words that stand in tickets by their ids, and what the person who asks is to tickets. */
import { z } from 'zod';

const named = z.object({ id: z.string(), zh: z.string(), en: z.string() });

export const ticketTerms = z.object({
  actor: z.object({
    role: z.enum(['agent', 'leader', 'dispatcher', 'unit-clerk']),
    person: z.string(),
    unit: z.string().optional(),
  }),
  /** The bridge's clock, ms since 1970 UTC: of a desk without a connection of its own. */
  now: z.number().int(),
  hotline: z.object({ name: z.string(), timeZone: z.string(), practice: z.boolean() }),
  /** 承办单位, with the pinyin initials of `zh`. */
  units: z.array(named.extend({ initials: z.string() })),
  kinds: z.array(named),
  urgencies: z.array(named),
  categories: z.array(z.object({ code: z.string(), zh: z.string() })),
  /** Names of this hotline's own people by their ids. */
  people: z.record(z.string(), z.string()),
  /** May listen to the recordings of a ticket's calls. */
  mayListen: z.boolean(),
});
export type TicketTerms = z.infer<typeof ticketTerms>;
