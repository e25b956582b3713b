/** Sections about calls that leave a seat's two-party talk: transfers, calls out, lost seats, leaders, recordings. */
import { z } from 'zod';
import { mayPushTo } from '../push/address.ts';
import { rule, text } from './rule.ts';
import { gatewayName, seconds, summaryAddress } from './values.ts';

const ringSeconds = z.number().min(3).max(120);

const parkSlot = z.number().int().min(10).max(99_999);

export const transfer = z
  .strictObject({
    ringSeconds: ringSeconds.default(25),
    /** 挂起 */
    parkSlots: z.strictObject({ from: parkSlot, to: parkSlot }).default({ from: 701, to: 720 }),
    parkSeconds: z.number().min(10).max(3600).default(120),
    queueReturnSeconds: seconds.nullable().default(180),
  })
  .prefault({});

export const outbound = z
  .strictObject({
    gateway: gatewayName.default('carrier'),
    callerNumber: text(
      /^\+?\d{3,20}$/,
      '3 至 20 位数字，可带 +，加引号',
      '3 to 20 digits, + before them if needed, in quotes',
    ).default('12345'),
    ringSeconds: z.number().min(5).max(180).default(45),
    /** 漏接回拨 may be closed as unreachable after so many attempts. */
    callBackTries: z.number().int().min(1).max(20).default(3),
  })
  .prefault({});

export const recovery = z
  .strictObject({ returnSeconds: z.number().min(0).max(120).default(10) })
  .prefault({});

export const leader = z
  .strictObject({
    tellSeat: z
      .strictObject({ listen: z.boolean(), whisper: z.boolean(), barge: z.boolean() })
      .default({ listen: false, whisper: true, barge: true }),
    /** Rows of seat numbers as they stand, `-` for an aisle. */
    floorPlan: z.array(z.string().min(1).max(2_000)).max(200).default([]),
    /** Longer is marked on the seat map: 整理 beyond its limit, 小休. */
    tooLong: z
      .strictObject({
        wrapSeconds: z.number().min(0).max(86_400),
        restSeconds: z.number().min(0).max(86_400),
      })
      .default({ wrapSeconds: 30, restSeconds: 900 }),
    /** Share of the calls answered within the threshold that the forecast plans seats for. */
    forecastTarget: z.number().min(0.01).max(0.999).default(0.9),
  })
  .prefault({});

/** `uuid_record` takes it as one word. Windows' backslashes are written as slashes before. */
export const recordingFolder = rule(
  z.string().max(300),
  (path) =>
    /^(?:[A-Za-z]:)?\/[\p{L}\p{N}_.@/+~()-]*[\p{L}\p{N}_)]\/?$/u.test(path) &&
    !path.split('/').includes('..'),
  '文件夹的完整路径，不含空格和引号，也不是根目录',
  'the full path of a folder, without spaces and quotes, and not the root',
);

export const recording = z
  .strictObject({
    isOn: z.boolean().default(true),
    /** Relative ones begin at the folder that the bridge is started in. */
    folder: z.string().min(1).max(300).default('var/recordings'),
    keepDays: z.number().int().min(1).max(36_500).nullable().default(null),
    listen: z.array(z.enum(['agent', 'leader', 'specialist'])).default(['leader']),
  })
  .prefault({});

const publicAddress = rule(
  z.string().max(200),
  (value) => mayPushTo(value) && value.endsWith('/') && new URL(value).search === '',
  'https:// 地址，以 / 结尾',
  'an https:// address that ends with /',
);

/** 满意度: asked by voice and key when the seat has hung up; by a short message who could not be, or did not answer. */
export const satisfaction = z
  .strictObject({
    isAsked: z.boolean().default(false),
    link: z
      .strictObject({
        /** Of the SMS gateway. */
        gatewayUrl: summaryAddress,
        /** Where citizens reach the bridge's `/s/`, that included. */
        address: publicAddress,
        text: rule(
          z.string().max(200),
          (value) => value.split('{link}').length === 2,
          '含一处 {link}',
          'words with {link} in one place',
        ).default('【12345热线】您对刚才的热线服务满意吗？请点开评价，三天内有效：{link}'),
        /** The same number is not asked again before. */
        againHours: z.number().min(1).max(8760).default(24),
        openHours: z.number().min(1).max(720).default(72),
      })
      .nullable()
      .default(null),
  })
  .prefault({});
