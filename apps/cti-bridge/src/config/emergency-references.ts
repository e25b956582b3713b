import { repeated, type ReferenceProblem } from './reference-problem.ts';
import type { HotlineFile } from './schema.ts';

/** Headers that make the call itself: setting one of them would send it somewhere else, or nowhere. */
const ownedBySip = new Set([
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'route',
  'record-route',
  'max-forwards',
  'expires',
  'require',
  'supported',
  'allow',
  'authorization',
  'proxy-authorization',
  'content-type',
  'content-length',
  'content-disposition',
  'replaces',
]);

export function checkEmergency({ emergency }: HotlineFile): ReferenceProblem[] {
  const { targets, selfTest } = emergency;
  return [
    ...repeated(targets, ['emergency', 'targets'], 'id'),
    ...targets.flatMap(({ id, routes, headers }, index): ReferenceProblem[] => [
      ...(routes.length > 0
        ? []
        : [
            {
              path: ['emergency', 'targets', index, 'routes'],
              words: {
                zh: `${id} 没有线路，一键转接打不出去；至少写一条 gateway 与 number`,
                en: `${id} has no route, its key would reach nobody; give at least one gateway with a number`,
              },
            },
          ]),
      ...Object.keys(headers).flatMap((header): ReferenceProblem[] =>
        /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(header) && !ownedBySip.has(header.toLowerCase())
          ? []
          : [
              {
                path: ['emergency', 'targets', index, 'headers', header],
                words: {
                  zh: `SIP 头“${header.replaceAll(/\p{Cc}/gu, '?')}”不能用：应为字母、数字与连字符，且不是呼叫本身所用的头（From、To、Via 等）`,
                  en: `SIP header "${header.replaceAll(/\p{Cc}/gu, '?')}" cannot be used: letters, digits and hyphens, and none that makes the call itself (From, To, Via, …)`,
                },
              },
            ],
      ),
    ]),
    ...(selfTest.isOn && targets.every(({ testNumber }) => testNumber === null)
      ? [
          {
            path: ['emergency', 'selfTest', 'isOn'],
            words: {
              zh: '自检已打开，但没有一个目标写了 testNumber；真正的报警电话绝不会被自检拨打',
              en: 'the self-test is on, but no target has a testNumber; a real emergency number is never rung by it',
            },
          },
        ]
      : []),
    ...targets.flatMap(({ testNumber }, index): ReferenceProblem[] =>
      testNumber !== null && isEmergencyNumber(testNumber)
        ? [
            {
              path: ['emergency', 'targets', index, 'testNumber'],
              words: {
                zh: `自检不能拨打真正的报警电话 ${testNumber}`,
                en: `the self-test may not ring ${testNumber}, a real emergency number`,
              },
            },
          ]
        : [],
    ),
  ];
}

/** With or without an area code. */
const isEmergencyNumber = (number: string): boolean =>
  /^(?:0\d{2,3})?1(?:10|19|20|22)$/.test(number);

/** More would not fit any board, and a slip of the finger must not take half the number plan. */
const MAX_SLOTS = 200;

export function checkParkSlots({ transfer, people, emergency }: HotlineFile): ReferenceProblem[] {
  const { from, to } = transfer.parkSlots;
  const path = ['transfer', 'parkSlots', 'to'];
  if (to < from) {
    return [
      {
        path,
        words: {
          zh: `挂起号段从 ${from} 到 ${to}：终点小于起点`,
          en: `park slots from ${from} to ${to}: the end lies before the start`,
        },
      },
    ];
  }
  if (to - from >= MAX_SLOTS) {
    return [
      {
        path,
        words: {
          zh: `挂起号段有 ${to - from + 1} 个，至多 ${MAX_SLOTS} 个`,
          en: `${to - from + 1} park slots, at most ${MAX_SLOTS}`,
        },
      },
    ];
  }
  const taken = [
    ...people.map(({ seat, name }) => ({
      number: seat,
      zh: `${name}的席位`,
      en: `seat of ${name}`,
    })),
    ...emergency.targets.flatMap(({ id, zh, en, routes }) =>
      [id, ...routes.map(({ number }) => number)].map((number) => ({ number, zh, en })),
    ),
    { number: '12345', zh: '热线号码', en: 'the hotline itself' },
  ].find(
    ({ number }) => /^\d{2,5}$/.test(number) && Number(number) >= from && Number(number) <= to,
  );
  return taken === undefined
    ? []
    : [
        {
          path: ['transfer', 'parkSlots', 'from'],
          words: {
            zh: `挂起号段 ${from}–${to} 里有 ${taken.number}（${taken.zh}）；请换一段没有用过的号码`,
            en: `park slots ${from}–${to} hold ${taken.number} (${taken.en}); choose numbers that are free`,
          },
        },
      ];
}
