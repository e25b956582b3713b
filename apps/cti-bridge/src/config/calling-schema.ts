/** Sections about calls that leave a seat's two-party talk: transfers, calls out, lost seats, leaders, recordings. */
import { z } from 'zod';
import { rule, text } from './rule.ts';
import { gatewayName, seconds } from './values.ts';

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

/** 满意度: asked by voice and key when the seat has hung up. */
export const satisfaction = z.strictObject({ isAsked: z.boolean().default(false) }).prefault({});
