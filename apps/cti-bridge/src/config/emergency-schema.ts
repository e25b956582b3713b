/** Section `emergency` (应急联动): 110, 119, 120, 122. Without the section, the four by the two trunks of config/freeswitch. */
import { z } from 'zod';
import { rule, text } from './rule.ts';
import { clockTime, digits, gatewayName, summaryAddress, words } from './values.ts';

const ringSeconds = z.number().min(3).max(120);

const targetId = text(
  /^[a-z0-9][a-z0-9-]{0,15}$/,
  '小写字母、数字与连字符，最多 16 个，加引号',
  'lower-case letters, digits and hyphens, at most 16, in quotes',
);

/** It stands between the braces of an originate: a brace of its own, or ":_:", would end them early or make two calls. */
const headerValue = rule(
  z.string().min(1).max(200),
  (value) => {
    const plain = value.replaceAll(/\{(?:number|call)\}/g, '');
    return !/[\p{Cc}{}]/u.test(plain) && !plain.includes(':_:');
  },
  '不含换行等控制字符的文字，花括号只能用于 {number}（来电号码）和 {call}（通话编号），也不能有 :_:',
  'text without control characters and without :_:; braces only as {number} (of the citizen) and {call} (id of the call)',
);

const target = z.strictObject({
  id: targetId,
  zh: words,
  en: words,
  routes: z.array(z.strictObject({ gateway: gatewayName, number: digits, ringSeconds })).max(8),
  headers: z.record(z.string(), headerValue).default({ 'X-Hotline-Caller': '{number}' }),
  acknowledgeKey: text(
    /^[0-9*#]$/,
    '一个按键 0–9、* 或 #，加引号',
    'one key 0–9, * or #, in quotes',
  )
    .nullable()
    .default('1'),
  summaryUrl: summaryAddress.nullable().default(null),
  testNumber: digits.nullable().default(null),
});

const usual = (id: string, zh: string, en: string): z.input<typeof target> => ({
  id,
  zh,
  en,
  routes: [
    { gateway: 'carrier', number: id, ringSeconds: 12 },
    { gateway: 'carrier-second', number: id, ringSeconds: 15 },
  ],
});

export const emergency = z
  .strictObject({
    prompt: rule(
      z.string(),
      (value) => /^(?:[a-z_]+:\/\/)?[\w./-]{1,200}$/.test(value) && !value.includes('..'),
      'PBX 上的语音文件：字母、数字、点、斜杠、下划线与连字符',
      'a sound file of the PBX: letters, digits, dots, slashes, underscores and hyphens',
    ).default('emergency-wait.wav'),
    targets: z
      .array(target)
      .min(1)
      .max(9)
      .prefault([
        usual('110', '公安报警', 'Police'),
        usual('119', '消防救援', 'Fire and rescue'),
        usual('120', '医疗急救', 'Ambulance'),
        usual('122', '交通事故', 'Traffic accidents'),
      ]),
    callBack: z
      .strictObject({
        attempts: z.number().int().min(0).max(10),
        ringSeconds,
        pauseSeconds: z.number().min(0).max(600),
      })
      .default({ attempts: 3, ringSeconds: 30, pauseSeconds: 5 }),
    selfTest: z
      .strictObject({ isOn: z.boolean(), at: clockTime })
      .default({ isOn: false, at: '04:30' }),
  })
  .prefault({});
