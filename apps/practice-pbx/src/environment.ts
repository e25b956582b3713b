import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { z } from 'zod';
import type { PracticePbxOptions } from './options.ts';

/** An empty variable is one that was not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const port = z.coerce.number().int().min(0).max(65535);

const Environment = z.object({
  HOTLINE_ESL_PASSWORD: z.string().default(''),
  HOTLINE_ESL_PORT: optional(port),
  HOTLINE_DOMAIN: optional(z.string()),
  HOTLINE_PRACTICE_HOST: optional(z.string()),
  HOTLINE_WS_PORT: optional(port),
  HOTLINE_WSS_PORT: optional(port),
  HOTLINE_CERT_DIR: optional(z.string()),
  HOTLINE_TRUNK_PORT: optional(port),
  HOTLINE_DIRECTORY_URL: optional(z.string()),
  HOTLINE_DIRECTORY_SECRET: z.string().default(''),
  HOTLINE_CITIZENS_PER_MINUTE: optional(z.coerce.number().nonnegative()),
  HOTLINE_RECORDINGS: optional(z.string()),
  HOTLINE_PROMPTS: optional(z.string()),
  HOTLINE_CARRIER: optional(z.string()),
  HOTLINE_CARRIER_SECOND: optional(z.string()),
  HOTLINE_EMERGENCY_FIRST: z.string().default('sofia/gateway/carrier/'),
  HOTLINE_EMERGENCY_FIRST_SECONDS: optional(z.coerce.number()),
  HOTLINE_EMERGENCY_SECOND: z.string().default('sofia/gateway/carrier-second/'),
  HOTLINE_EMERGENCY_SECOND_SECONDS: optional(z.coerce.number()),
  HOTLINE_SEAT_MEDIA_TIMEOUT: optional(z.coerce.number().nonnegative()),
  HOTLINE_TRUNK_MEDIA_TIMEOUT: optional(z.coerce.number().nonnegative()),
});

const sounds = (path: string): string =>
  fileURLToPath(new URL(`../../../config/freeswitch/sounds/${path}`, import.meta.url));

/**
 * The same names as config/freeswitch/vars.xml has, so that one environment starts either PBX. Throws a ZodError for a
 * value that is none, and an Error when HOTLINE_WSS_PORT is set without a readable `wss.pem` in HOTLINE_CERT_DIR.
 */
export function optionsFromEnvironment(environment: NodeJS.ProcessEnv): PracticePbxOptions {
  const env = Environment.parse(environment);
  const perMinute = env.HOTLINE_CITIZENS_PER_MINUTE ?? 0;
  const carrier = env.HOTLINE_CARRIER;
  return {
    eslPassword: env.HOTLINE_ESL_PASSWORD,
    directoryUrl: env.HOTLINE_DIRECTORY_URL ?? 'http://127.0.0.1:12380/pbx/directory',
    directorySecret: env.HOTLINE_DIRECTORY_SECRET,
    moh: sounds('moh/hotline.wav'),
    prompts: env.HOTLINE_PROMPTS ?? sounds('prompts'),
    emergencyRoutes: [
      { dial: env.HOTLINE_EMERGENCY_FIRST, seconds: env.HOTLINE_EMERGENCY_FIRST_SECONDS ?? 12 },
      { dial: env.HOTLINE_EMERGENCY_SECOND, seconds: env.HOTLINE_EMERGENCY_SECOND_SECONDS ?? 15 },
    ],
    citizens: perMinute > 0 ? { perMinute } : null,
    ...(env.HOTLINE_PRACTICE_HOST ? { host: env.HOTLINE_PRACTICE_HOST } : {}),
    ...(env.HOTLINE_ESL_PORT === undefined ? {} : { eslPort: env.HOTLINE_ESL_PORT }),
    ...(env.HOTLINE_DOMAIN === undefined ? {} : { domain: env.HOTLINE_DOMAIN }),
    ...(env.HOTLINE_WS_PORT === undefined ? {} : { wsPort: env.HOTLINE_WS_PORT }),
    ...(env.HOTLINE_TRUNK_PORT === undefined ? {} : { trunkPort: env.HOTLINE_TRUNK_PORT }),
    ...(env.HOTLINE_SEAT_MEDIA_TIMEOUT === undefined
      ? {}
      : { seatMediaTimeoutMs: env.HOTLINE_SEAT_MEDIA_TIMEOUT * 1000 }),
    ...(env.HOTLINE_TRUNK_MEDIA_TIMEOUT === undefined
      ? {}
      : { trunkMediaTimeoutMs: env.HOTLINE_TRUNK_MEDIA_TIMEOUT * 1000 }),
    ...(env.HOTLINE_RECORDINGS === undefined ? {} : { recordings: env.HOTLINE_RECORDINGS }),
    ...(carrier
      ? { gateways: { carrier, 'carrier-second': env.HOTLINE_CARRIER_SECOND ?? carrier } }
      : {}),
    ...(env.HOTLINE_WSS_PORT === undefined
      ? {}
      : { wss: { port: env.HOTLINE_WSS_PORT, ...certificateIn(env.HOTLINE_CERT_DIR) } }),
  };
}

/** FreeSWITCH keeps key, certificate and authority in one `wss.pem`; both are read from it. */
function certificateIn(folder: string | undefined): { key: string; cert: string } {
  const path = folder === undefined ? undefined : join(folder, 'wss.pem');
  if (path === undefined || !existsSync(path)) {
    throw new Error('HOTLINE_WSS_PORT is set, but there is no wss.pem in HOTLINE_CERT_DIR');
  }
  const pem = readFileSync(path, 'utf8');
  return { key: pem, cert: pem };
}
