/**
 * The shape of `config/hotline.yaml` and the files it names. Unknown keys are refused everywhere: a misspelt limit
 * that is silently ignored is worse than a bridge that does not start.
 */
import { z } from 'zod';
import { leader, outbound, recording, recovery, satisfaction, transfer } from './calling-schema.ts';
import { alarms } from './alarms-schema.ts';
import { directory } from './directory-schema.ts';
import { emergency } from './emergency-schema.ts';
import { figures } from './figures-schema.ts';
import { quality } from './quality-schema.ts';
import { reports } from './reports-schema.ts';
import { rule, text } from './rule.ts';
import { tickets } from './tickets-schema.ts';
import { hasSummerTime } from './time-zone.ts';
import { host, named, personId, port, queueId, seatId, seconds, skillId, words } from './values.ts';
import { webSocketAddress } from './web-socket-address.ts';

const timeZone = rule(
  z.string(),
  (zone) => Intl.supportedValuesOf('timeZone').includes(zone) && !hasSummerTime(zone),
  'IANA 时区名，例如 Asia/Shanghai；不能是有夏令时的',
  'a name of the IANA time zone list without summer time, such as Asia/Shanghai',
);

const origin = text(
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/,
  '来源（协议://主机[:端口]），末尾没有斜杠',
  'an origin (scheme://host[:port]) without a final slash',
);

const network = text(
  /^[0-9a-fA-F.:]+(\/\d{1,3})?$/,
  'IP 地址或网段（CIDR）',
  'an IP address or a network (CIDR)',
);

export const hotlineFile = z.strictObject({
  hotline: z.strictObject({
    name: words,
    areaCode: text(/^0\d{2,3}$/, '带 0 的区号，加引号', 'an area code with its 0, in quotes'),
    place: words,
    timeZone,
  }),
  queues: z
    .array(
      z.strictObject({
        id: queueId,
        name: words,
        answerLimitSeconds: seconds,
        ringSeconds: z.number().min(3).max(120),
        wrapSeconds: z.number().min(0).max(3600),
        wrapExtendSeconds: z.number().min(0).max(3600),
        wrapExtensionsMax: z.number().int().min(0).max(100),
        match: skillId.nullable(),
        priority: z.number().int().min(0).max(100),
        skills: z.array(skillId),
      }),
    )
    .min(1),
  skills: z.array(
    z.strictObject({
      id: skillId,
      kind: z.enum(['dialect', 'language', 'sign', 'department']),
      zh: words,
      en: words,
    }),
  ),
  people: z
    .array(
      z.strictObject({
        id: personId,
        name: words,
        seat: seatId,
        role: z.enum(['agent', 'leader', 'specialist']),
        skills: z.array(skillId),
        /** 班组, for reports. */
        team: words.optional(),
      }),
    )
    .min(1),
  /** People without a seat: they work on tickets only. */
  office: z
    .array(z.strictObject({ id: personId, name: words }))
    .max(5000)
    .default([]),
  /** 大屏: each screen's own log-in, which reads the hall's figures and nothing else. */
  halls: z
    .array(z.strictObject({ id: personId, name: words }))
    .max(50)
    .default([]),
  routing: z.strictObject({
    lastSeatDays: z.number().min(0).max(365),
    specialGroupPriority: z.number().int().min(0).max(100),
    dropOptionalSkillsAfterSeconds: seconds.nullable(),
    setAsideSeconds: z.number().min(0).max(3600),
    retrySeconds: z.number().min(0.5).max(60),
    resumeSeatsWithinSeconds: z.number().min(0).max(86_400),
  }),
  emergency,
  transfer,
  outbound,
  recovery,
  leader,
  alarms,
  recording,
  quality,
  satisfaction,
  directory,
  tickets,
  restReasons: z.array(named).min(1),
  /** 暂存: why a draft may be put aside. */
  parkReasons: z
    .array(named)
    .min(1)
    .prefault([{ id: 'more-facts', zh: '待市民补充情况', en: 'Citizen sends more' }]),
  ticketKinds: z.array(named).min(1),
  urgencies: z.array(named).min(1),
  categoriesFile: z.string().min(1),
  callersFile: z.string().min(1),
  /** 时限规则, one file a place. */
  placesFolder: z.string().min(1).default('places'),
  /** The State Council's notices, one file a year. */
  holidaysFolder: z.string().min(1).default('holidays'),
  /** 地名表 and what else the draft form completes with; null: none. */
  placesFile: z.string().min(1).nullable().default(null),
  intakeFile: z.string().min(1).nullable().default(null),
  figures,
  reports,
  signIn: z.strictObject({
    tries: z.number().int().min(1).max(100),
    lockSeconds: z.number().min(1).max(86_400),
    passwordLength: z.number().int().min(8).max(128),
    passwordClasses: z.number().int().min(1).max(4),
    tokenMinutes: z.number().min(1).max(1440),
    attemptsPerMinute: z.number().int().min(1).max(10_000),
  }),
  pbx: z.strictObject({
    esl: z.strictObject({ host, port }),
    domain: host,
    seatServer: webSocketAddress,
    directoryAllow: z.array(network).min(1),
  }),
  bridge: z.strictObject({
    listen: z.strictObject({ host, port }),
    tls: z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) }).optional(),
    allowedOrigins: z.array(origin),
    operationsAllow: z.array(network),
    dataFolder: z.string().min(1),
  }),
  retention: z.strictObject({ logDays: z.number().int().min(1).max(3650) }),
});
export type HotlineFile = z.infer<typeof hotlineFile>;

export const categoriesFile = z.strictObject({
  categories: z
    .array(
      z.strictObject({
        code: text(
          /^(\d\d){1,8}$/,
          '每级两位数字（YAML 中加引号）',
          'two digits a level (in YAML in quotes)',
        ),
        zh: words,
        pinyin: z.string().min(1).max(200).optional(),
      }),
    )
    .min(1),
});
export type CategoriesFile = z.infer<typeof categoriesFile>;

export const callersFile = z.strictObject({
  callers: z.array(
    z.strictObject({
      number: text(/^\+?[\d\s-]{3,24}$/, '电话号码，加引号', 'a telephone number, in quotes'),
      name: words.nullable(),
      specialGroup: words.nullable(),
      contactPreference: z.enum(['any', 'voice', 'text-only']),
      note: z.string().max(500).nullable(),
      tags: z.array(words).max(16),
    }),
  ),
});
export type CallersFile = z.infer<typeof callersFile>;
