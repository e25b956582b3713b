/** The shapes that header values come in. */
import { z } from 'zod';

export const text = z.string().min(1);

/** An optional header; FreeSWITCH writes an empty or `_undef_` value for a variable without one. */
export const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' || value === '_undef_' ? undefined : value));

export const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

export const optionalCount = z
  .string()
  .optional()
  .transform((value) =>
    value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined,
  );

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
