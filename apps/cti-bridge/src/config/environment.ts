/** What differs between two runs on one machine, and everything secret, comes from the environment. */
import { z } from 'zod';
import type { ConfigProblem } from './problem.ts';
import { allowedBy, rule } from './rule.ts';
import { webSocketAddress } from './web-socket-address.ts';

/** In every manual and every default installation of FreeSWITCH's mod_event_socket. */
const defaultEslPassword = 'ClueCon';

const secret = (min: number) =>
  rule(
    z.string().default(''),
    (value) => value.length >= min && !/[\r\n]/.test(value),
    `至少 ${min} 个字符的密钥，不含换行`,
    `a secret of at least ${min} characters without line breaks`,
  );

const port = rule(
  z.string(),
  (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  '0 至 65535 的端口号',
  'a port from 0 to 65535',
).transform(Number);

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const environment = z.object({
  /** Path of hotline.yaml. */
  HOTLINE_CONFIG: z.string().default('config/hotline.yaml'),
  /** Data folder, instead of `bridge.dataFolder`. */
  HOTLINE_DATA: z.string().optional(),
  HOTLINE_LISTEN_HOST: z.string().optional(),
  /** 0 = any free one, told in the log. */
  HOTLINE_LISTEN_PORT: port.optional(),
  HOTLINE_ESL_HOST: z.string().optional(),
  HOTLINE_ESL_PORT: port.optional(),
  /** ws: or wss: address of the PBX that seats are told. */
  HOTLINE_SIP_SERVER: webSocketAddress.optional(),
  HOTLINE_DOMAIN: z.string().optional(),
  /** Pages that may talk to the bridge, besides those of the file: origins, separated by commas. */
  HOTLINE_ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  HOTLINE_ESL_PASSWORD: rule(
    secret(8),
    (value) => value !== defaultEslPassword,
    'FreeSWITCH 的默认口令（ClueCon）不可用，请另设',
    "anything but FreeSWITCH's default password (ClueCon)",
  ),
  HOTLINE_DIRECTORY_SECRET: secret(8),
  /** Signs the summaries pushed to emergency targets; needed when one of them has a `summaryUrl`. */
  HOTLINE_SUMMARY_SECRET: secret(16).optional(),
  /** PostgreSQL that holds the tickets, instead of the bridge's own database. */
  HOTLINE_TICKET_DATABASE: rule(
    z.string(),
    (value) => /^postgres(?:ql)?:\/\/[^\s/]+\/[^\s/]+$/.test(value),
    'postgres://用户:口令@主机/数据库',
    'postgres://user:password@host/database',
  ).optional(),
  /** Signs ticket events; needed when `tickets.webhooks` has a target. */
  HOTLINE_WEBHOOK_SECRET: secret(16).optional(),
  /** Signs satisfaction links and what goes to the SMS gateway; needed when `satisfaction.link` is set. */
  HOTLINE_SURVEY_SECRET: secret(16).optional(),
  /** Folder of recordings, instead of `recording.folder`; the PBX reads the same name. */
  HOTLINE_RECORDINGS: z.string().optional(),
  /** Folder of knowledge articles that is read at each start; without it they come by `pnpm knowledge import` only. */
  HOTLINE_KNOWLEDGE: z.string().optional(),
  /** `1`: a practice run; everybody signs in with HOTLINE_PRACTICE_PASSWORD, on this machine only. */
  HOTLINE_PRACTICE: z.enum(['0', '1']).default('0'),
  HOTLINE_PRACTICE_PASSWORD: secret(12).optional(),
  /** Folder of the built web seat, served at `/`. */
  HOTLINE_WEB_SEAT: z.string().optional(),
  HOTLINE_BRIDGE_LOG_LEVEL: z.enum(levels).default('info'),
});
export type Environment = z.infer<typeof environment>;

/** Empty values count as not set: that is how shells and unit files unset things. Values are never repeated in a problem. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; value: Environment } | { ok: false; error: ConfigProblem[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    error: parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const allowed =
        allowedBy(issue) ??
        (issue.code === 'invalid_value'
          ? { zh: issue.values.join('、'), en: `one of ${issue.values.join(', ')}` }
          : { zh: issue.message, en: issue.message });
      const isSet = given[name] !== undefined;
      return {
        file: 'environment',
        line: null,
        column: null,
        path: name,
        zh: `环境变量${isSet ? '不合要求' : '未设置'}；应为：${allowed.zh}`,
        en: `environment variable ${isSet ? 'not as required' : 'not set'}; expected ${allowed.en}`,
      };
    }),
  };
}
