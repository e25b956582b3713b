/**
 * Lets more citizens call: `pnpm citizen [--number N] [--skill cantonese] [--rate PER_MINUTE] [--count N] [--to sip:…]`.
 * Without --rate one calls. Works equally against the practice PBX and a real FreeSWITCH. Ctrl-C hangs up.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readUri } from '../sip/message.ts';
import { startCitizens } from './stream.ts';

const Arguments = z.object({
  number: z
    .string()
    .regex(/^\+?\d{2,24}$/, 'a telephone number has digits only')
    .optional(),
  skill: z
    .string()
    .regex(/^[a-z-]+(,[a-z-]+)*$/, 'a skill is a plain word')
    .optional(),
  rate: z.coerce.number().positive().max(120).optional(),
  count: z.coerce.number().int().positive().optional(),
  to: z
    .string()
    .refine((uri) => readUri(uri)?.user !== undefined, 'not a SIP address')
    .default(`sip:12345@127.0.0.1:${process.env['HOTLINE_TRUNK_PORT'] || 5080}`),
});

const { values } = parseArgs({
  options: {
    number: { type: 'string' },
    skill: { type: 'string' },
    rate: { type: 'string' },
    count: { type: 'string' },
    to: { type: 'string' },
  },
});
const parsed = Arguments.safeParse(values);
if (!parsed.success) {
  for (const issue of parsed.error.issues)
    console.error(`--${issue.path.join('.')}: ${issue.message}`);
  process.exitCode = 2;
} else {
  const { number, skill, rate, to } = parsed.data;
  const count = parsed.data.count ?? (rate === undefined ? 1 : undefined);
  const stream = startCitizens({
    to,
    perMinute: rate ?? 60,
    atOnce: 50,
    ...(count === undefined ? {} : { count }),
    ...(number === undefined ? {} : { from: number }),
    ...(skill === undefined ? {} : { skill }),
    onCall: (citizen, person) => {
      const who = `${number ?? person.number} (${person.id})`;
      console.log(`${who} calls ${to}`);
      void citizen.ended.then(({ cause, by }) => console.log(`${who} ended: ${cause}, by ${by}`));
    },
  });
  process.on('SIGINT', () => stream.stop());
  process.on('SIGTERM', () => stream.stop());
}
