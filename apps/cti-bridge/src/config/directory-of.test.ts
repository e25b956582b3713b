import { describe, expect, it } from 'vitest';
import { directoryOf } from './directory-of.ts';
import type { ConfiguredEntry } from './directory-schema.ts';
import { initialsOf, spellName } from './initials.ts';

const entry = (given: Partial<ConfiguredEntry>): ConfiguredEntry => ({
  id: 'water',
  kind: 'utility',
  zh: '供水服务',
  en: 'Water',
  number: null,
  seat: null,
  skill: null,
  languages: [],
  hours: null,
  note: null,
  quick: null,
  ...given,
});
const person = (seat: string, name: string, ...skills: string[]) =>
  ({ id: `p${seat}`, name, seat, role: 'agent', skills }) as const;
const skills = [
  { id: 'cantonese', kind: 'dialect', zh: '粤语', en: 'Cantonese' },
  { id: 'social-security', kind: 'department', zh: '社保专家', en: 'Social security' },
] as const;

describe('directoryOf', () => {
  it('has the configured entries, then each skill and each seat once', () => {
    const directory = directoryOf(
      [person('1001', '单小雨', 'cantonese', 'social-security'), person('1002', '欧阳明')],
      [...skills],
      [entry({ number: '5550101', hours: [{ days: [7], from: '08:30', to: '24:00' }] })],
      '0710',
    );
    expect(directory.map(({ id }) => id)).toEqual([
      'water',
      'skill-cantonese',
      'skill-social-security',
      'seat-1001',
      'seat-1002',
    ]);
    expect(directory[0]).toMatchObject({
      number: '07105550101',
      initials: 'gsfw',
      hours: [{ days: [7], from: 510, to: 1440 }],
    });
    expect(directory[1]).toMatchObject({ skill: 'cantonese', languages: ['cantonese'] });
    expect(directory[3]).toMatchObject({
      kind: 'seat',
      zh: '单小雨',
      en: 'Shan Xiaoyu',
      initials: 'sxy',
      seat: '1001',
      number: null,
      languages: ['cantonese'],
    });
  });

  it('lets a configured entry speak for a seat or a skill', () => {
    const directory = directoryOf(
      [person('1001', '甲')],
      [...skills],
      [
        entry({ id: 'desk', kind: 'seat', zh: '值班长', seat: '1001', quick: 1 }),
        entry({ id: 'yue', kind: 'skill', zh: '粤语席', skill: 'cantonese' }),
        entry({ id: 'expert', kind: 'expert', zh: '社保专家席', skill: 'social-security' }),
      ],
      '0710',
    );
    expect(directory.map(({ id }) => id)).toEqual([
      'desk',
      'yue',
      'expert',
      'skill-social-security',
    ]);
  });

  it('names both people of a seat that is shared by shifts', () => {
    const directory = directoryOf([person('1001', '甲'), person('1001', '乙')], [], [], '0710');
    expect(directory).toMatchObject([{ id: 'seat-1001', zh: '甲、乙', en: 'Jia, Yi' }]);
  });
});

it.each([
  ['重庆', 'words', 'cq'],
  ['长沙银行', 'words', 'csyh'],
  ['市住房公积金中心', 'words', 'szfgjjzx'],
  ['12345热线（A区）', 'words', '12345rxaq'],
  ['单雄', 'person', 'sx'],
  ['仇和', 'person', 'qh'],
  ['曾国藩', 'person', 'zgf'],
  ['解晓东', 'person', 'xxd'],
  ['·', 'words', ''],
] as const)('initials of %s as %s are %s', (zh, what, initials) => {
  expect(initialsOf(zh, what)).toBe(initials);
});

it.each([
  ['林晓雨', 'Lin Xiaoyu'],
  ['欧阳明', 'Ouyang Ming'],
  ['罗威', 'Luo Wei'],
  ['甲', 'Jia'],
  ['Anna', 'Anna'],
])('%s is spelt %s', (zh, en) => {
  expect(spellName(zh)).toBe(en);
});
