import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changedConfig, problemsOf, same } from './testing/changed-config.ts';

const config = changedConfig();
const { folder, load } = config;
afterAll(() => config.forget());

const withSummary = (text: string) =>
  text.replace('summaryUrl: null', 'summaryUrl: http://[::1]:9001/summary');
const withoutRecording = (text: string) =>
  text.replace('  isOn: true\n  # On', '  isOn: false\n  # On');

type Row = [
  name: string,
  from: string,
  to: string,
  path: string | RegExp,
  words: string,
  /** Where the problem is told when not at the change; null: without a line. */
  place?: string | null,
];

const withLink = (change: string) => (yaml: string) =>
  yaml.replace(
    'satisfaction: { isAsked: true }',
    `satisfaction: { isAsked: true, link: { gatewayUrl: 'https://sms.example/send', ${change} } }`,
  );

describe('sections that may be left out', () => {
  it.each<Row>([
    [
      'a limit of a kind that is none',
      'limits: []',
      'limits: [{ kind: consalt, count: 2, unit: hours }]',
      'tickets.limits[0].kind',
      'Did you mean "consult"?',
    ],
    [
      'a limit of a category that is no code',
      'limits: []',
      'limits: [{ category: 停水, count: 2, unit: hours }]',
      'tickets.limits[0].category',
      'code of a category',
    ],
    [
      'a place that is none',
      'place: maoming-2020',
      'place: maoming-2002',
      'tickets.place',
      'Did you mean "maoming-2020"?',
      null,
    ],
    [
      'a report file by a group that its subject does not have',
      'subject: tickets, by: unit',
      'subject: tickets, by: queue',
      'reports.files[1].by',
      'reports of tickets have no group "queue"',
    ],
    [
      'a retention under which a monthly file would be removed before the next',
      'keepDays: 400',
      'keepDays: 30',
      'reports.keepDays',
      '62',
    ],
    [
      'a dispatcher who is nobody',
      'dispatchers: [dispatcher]',
      'dispatchers: [fang.hiu]',
      'tickets.dispatchers[0]',
      'Did you mean "fang.hui"?',
    ],
    [
      'somebody of the office without a part',
      'dispatchers: [dispatcher]',
      'dispatchers: []',
      'office[0].id',
      'neither dispatches nor acts for a unit',
      '{ id: dispatcher, name',
    ],
    [
      'a clerk who is a dispatcher',
      'clerks: [city-clerk]',
      'clerks: [dispatcher]',
      'tickets.units[1].clerks[0]',
      'one part',
    ],
    [
      'a directory number that is none',
      "number: '0710-5550101'",
      "number: '0000'",
      'directory[0].number',
      'no number that can be dialled',
    ],
    [
      'a directory number with letters',
      "number: '0710-5550101'",
      "number: '0710-WATER'",
      'directory[0].number',
      'a telephone number',
    ],
    [
      'an emergency number among the ordinary ones',
      "number: '0710-5550101'",
      "number: '110'",
      'directory[0].number',
      'emergency.targets',
    ],
    [
      'a directory entry twice',
      '- { id: power, kind',
      '- { id: water, kind',
      'directory[1].id',
      '"water" is taken by entry 1',
    ],
    [
      'two entries on one quick key',
      'quick: 2 }',
      'quick: 1 }',
      'directory[1].quick',
      'taken by entry 1',
    ],
    [
      'an expert with a skill nobody defined',
      'skill: social-security\n',
      'skill: social-securty\n',
      /^directory\[\d+\]\.skill$/,
      'Did you mean "social-security"?',
    ],
    [
      'an expert at a seat that is nobody’s',
      'skill: social-security\n',
      "seat: '1195'\n",
      /^directory\[\d+\]\.seat$/,
      'Did you mean "1105"?',
    ],
    [
      'an entry that is reached two ways',
      "number: '0710-5550401'",
      "number: '0710-5550401'\n    seat: '1105'",
      /^directory\[\d+\]\.kind$/,
      'exactly one',
      'kind: expert',
    ],
    [
      'hours without length',
      "from: '18:00', to: '06:00' }",
      "from: '18:00', to: '18:00' }",
      /^directory\[\d+\]\.hours\[0\]\.to$/,
      'no length',
    ],
    [
      'an emergency target nobody can reach',
      `routes:
        - { gateway: carrier, number: '110', ringSeconds: 12 }
        - { gateway: carrier-second, number: '110', ringSeconds: 15 }`,
      'routes: []',
      'emergency.targets[0].routes',
      'no route',
    ],
    [
      'a gateway that would end the command',
      "gateway: carrier, number: '110'",
      "gateway: 'carrier/9,user', number: '110'",
      'emergency.targets[0].routes[0].gateway',
      'name of a gateway',
    ],
    [
      'an emergency number that is none',
      "gateway: carrier, number: '110'",
      "gateway: carrier, number: '110,911'",
      'emergency.targets[0].routes[0].number',
      'digits',
    ],
    [
      'a header value with a line break',
      "X-Hotline-Caller: '{number}' }",
      'X-Hotline-Caller: "{number}\\r\\nVia: x" }',
      'emergency.targets[0].headers.X-Hotline-Caller',
      'without control characters',
    ],
    [
      'a header value with a brace of its own',
      "X-Hotline-Caller: '{number}' }",
      "X-Hotline-Caller: '{nummer}' }",
      'emergency.targets[0].headers.X-Hotline-Caller',
      'braces only as {number}',
    ],
    [
      'a header value that makes two calls of one',
      "X-Hotline-Caller: '{number}' }",
      "X-Hotline-Caller: 'a:_:b' }",
      'emergency.targets[0].headers.X-Hotline-Caller',
      ':_:',
    ],
    [
      'a header that is the call itself',
      "X-Hotline-Caller: '{number}' }",
      "Contact: '{number}' }",
      'emergency.targets[0].headers.Contact',
      'makes the call itself',
    ],
    [
      'a summary that would go in the clear',
      'summaryUrl: null',
      'summaryUrl: http://desk.example/summary',
      'emergency.targets[0].summaryUrl',
      'https://',
    ],
    [
      'a summary address with a password in it',
      'summaryUrl: null',
      'summaryUrl: https://user:word@desk.example/summary',
      'emergency.targets[0].summaryUrl',
      'without user name',
    ],
    [
      'a self-test with nothing to ring',
      'selfTest: { isOn: false',
      'selfTest: { isOn: true',
      'emergency.selfTest.isOn',
      'no target has a testNumber',
    ],
    [
      'a self-test of the real number',
      'testNumber: null',
      "testNumber: '0710110'",
      'emergency.targets[0].testNumber',
      'real emergency number',
    ],
    [
      'park slots backwards',
      'parkSlots: { from: 701, to: 720 }',
      'parkSlots: { from: 720, to: 701 }',
      'transfer.parkSlots.to',
      'the end lies before',
    ],
    [
      'park slots over the seats',
      'parkSlots: { from: 701, to: 720 }',
      'parkSlots: { from: 990, to: 1001 }',
      'transfer.parkSlots.from',
      'hold 1000',
    ],
    [
      'park slots over 119',
      'parkSlots: { from: 701, to: 720 }',
      'parkSlots: { from: 100, to: 130 }',
      'transfer.parkSlots.from',
      'hold 110 (Police)',
    ],
    [
      'park slots without end',
      'parkSlots: { from: 701, to: 720 }',
      'parkSlots: { from: 20000, to: 30000 }',
      'transfer.parkSlots.to',
      'at most 200',
    ],
    [
      'recordings with a space in the path',
      'folder: var/recordings',
      'folder: /var/hot line',
      'recording.folder',
      'without spaces',
      null,
    ],
    [
      'recordings in the root folder',
      'folder: var/recordings',
      'folder: /',
      'recording.folder',
      'not the root',
      null,
    ],
    [
      'an unknown key in a section that may be left out',
      'parkSeconds: 120',
      'parkSecond: 120',
      'transfer.parkSecond',
      'Did you mean "parkSeconds"?',
    ],
  ])('tell %s with its line, what was found and what is allowed', (...row) => {
    const [, from, to, path, words, place] = row;
    const problems = problemsOf(load((text) => text.replace(from, to)));
    const problem = problems.find((each) =>
      typeof path === 'string' ? each.path === path : path.test(each.path),
    );
    expect(problem).toMatchObject({
      file: 'changed.yaml',
      line:
        place === undefined ? config.changedLine() : place === null ? null : config.lineOf(place),
    });
    expect(problem?.en).toContain(words);
    expect(problem?.zh).toMatch(/[一-鿿]/);
  });

  it('may be left out: 110 and the others on both trunks', () => {
    const result = load((text) =>
      text
        .slice(0, text.indexOf('# 应急联动'))
        .concat(text.slice(text.indexOf('\nrestReasons:')))
        // Their part stands in a section that is left out.
        .replace(/^office:\n(?: {2}- .*\n)+/m, ''),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        emergency: {
          targets: ['110', '119', '120', '122'].map((id) => ({
            id,
            routes: [{ gateway: 'carrier' }, { gateway: 'carrier-second' }],
          })),
          selfTest: { isOn: false },
        },
        transfer: { parkSlots: { from: 701, to: 720 } },
        recording: { isOn: true, folder: join(folder, 'var/recordings') },
      },
    });
  });

  it('signs summaries: an address for them asks for the secret', () => {
    expect(problemsOf(load(withSummary))[0]?.path).toBe('HOTLINE_SUMMARY_SECRET');
    expect(problemsOf(load(withSummary, { HOTLINE_SUMMARY_SECRET: 'short' }))[0]?.path).toBe(
      'HOTLINE_SUMMARY_SECRET',
    );
    expect(load(withSummary, { HOTLINE_SUMMARY_SECRET: 'sixteen-letters-' })).toMatchObject({
      ok: true,
      value: { summarySecret: 'sixteen-letters-' },
    });
  });

  it('signs satisfaction links: they ask for the secret, an https address and their place in the words', () => {
    const good = "address: 'https://pingjia.example/s/'";
    const secret = { HOTLINE_SURVEY_SECRET: 'sixteen-letters-' };
    expect(problemsOf(load(withLink(good)))[0]?.path).toBe('HOTLINE_SURVEY_SECRET');
    expect(load(withLink(good), secret)).toMatchObject({
      ok: true,
      value: { satisfaction: { link: { againHours: 24, openHours: 72 } } },
    });
    for (const bad of [
      "address: 'http://pingjia.example/s/'",
      "address: 'https://pingjia.example/s'",
    ])
      expect(problemsOf(load(withLink(bad), secret))[0]?.path).toBe('satisfaction.link.address');
    expect(problemsOf(load(withLink(`${good}, text: 'hello'`), secret))[0]?.path).toBe(
      'satisfaction.link.text',
    );
  });

  it('lets the environment move the recordings, for PBX and bridge by one name', () => {
    expect(load(same, { HOTLINE_RECORDINGS: '/srv/录音' })).toMatchObject({
      ok: true,
      value: { recording: { folder: '/srv/录音' } },
    });
    expect(problemsOf(load(same, { HOTLINE_RECORDINGS: 'a b' }))[0]?.path).toBe(
      'HOTLINE_RECORDINGS',
    );
    expect(load(withoutRecording, { HOTLINE_RECORDINGS: 'a b' }).ok).toBe(true);
  });
});
