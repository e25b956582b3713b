import { z } from 'zod';

/** Milliseconds since 1970-01-01T00:00:00Z, by the bridge's clock. */
export const instant = z.number().int().nonnegative();
