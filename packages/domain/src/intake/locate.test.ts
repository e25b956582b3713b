import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { indexPlaces, locate, type Place } from './index.ts';

const place = (code: string, kind: Place['kind'], zh: string, within: string | null): Place => ({
  code,
  kind,
  zh,
  pinyin: '',
  within,
});
const index = indexPlaces([
  place('1', 'district', '东城区', null),
  place('11', 'street', '河西街道', '1'),
  place('12', 'street', '河东街道', '1'),
  place('1R', 'road', '长虹路', '1'),
  place('1C', 'community', '幸福小区', '11'),
  place('1D', 'community', '幸福小区', '12'),
  place('1E', 'community', '幸福', '12'),
  place('2', 'district', '西山', null),
  place('2R', 'road', '长虹路', '2'),
  place('2S', 'road', '桃园路', '2'),
]);

test.each([
  ['nothing', '', null, null],
  ['nothing of the list', '某处', null, null],
  ['a district after the province', '某省某市东城区某处', '1', '1'],
  ['a street', '东城区河西街道办门口', '1', '11'],
  ['a road of two districts', '长虹路 12 号', null, null],
  ['the same, with its district', '西山长虹路 12 号', '2', '2R'],
  ['the same, with another road of one district', '长虹路与桃园路交口', '2', '2R'],
  ['a road that only one district has', '桃园路 3 号', '2', '2S'],
  ['a name that two streets have', '东城区幸福小区 3 栋', '1', '1'],
  ['the same, with its street', '东城区河东街道幸福小区 3 栋', '1', '1D'],
  ['the district after the road', '长虹路（东城区）', '1', '1R'],
  ['two districts: the first', '东城区与西山交界', '1', '1'],
  ['a short name is no place', '幸福的一家', null, null],
])('%s', (_, text, district, code) => {
  const found = locate(index, text);
  expect([found.district?.code ?? null, found.place?.code ?? null]).toEqual([district, code]);
});

it('is in its own district, whatever is written', () => {
  const words = ['东城区', '西山', '长虹路', '幸福小区', '河西街道', '桃园路', '某', '3', '，'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 8 }), (parts) => {
      const { district, place: found } = locate(index, parts.join(''));
      expect(found === null).toBe(district === null);
      expect(found?.code.startsWith(district?.code ?? '')).not.toBe(false);
    }),
  );
});
