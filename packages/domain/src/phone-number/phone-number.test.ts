import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isLocal,
  knownAreaCodes,
  maskNumber,
  parseNumber,
  placeOf,
  placeOfAreaCode,
} from './index.ts';

const HOME = '0710';
const read = (raw: string) => parseNumber(raw, HOME);

describe('one spelling for each number', () => {
  test.each([
    ['13800138000', 'mobile', '13800138000'],
    ['013800138000', 'mobile', '13800138000'],
    ['+8613800138000', 'mobile', '13800138000'],
    ['008613800138000', 'mobile', '13800138000'],
    ['8613800138000', 'mobile', '13800138000'],
    ['138-0013-8000', 'mobile', '13800138000'],
    ['138 0013 8000', 'mobile', '13800138000'],
    ['＋８６１３８００１３８０００', 'mobile', '13800138000'],
    ['19912345678', 'mobile', '19912345678'],
    ['02787654321', 'fixed', '02787654321'],
    ['027-8765 4321', 'fixed', '02787654321'],
    ['(0710) 3456789', 'fixed', '07103456789'],
    ['+862787654321', 'fixed', '02787654321'],
    ['862787654321', 'fixed', '02787654321'],
    ['+867103456789', 'fixed', '07103456789'],
    ['861062345678', 'fixed', '01062345678'],
    ['+861062345678', 'fixed', '01062345678'],
    ['3456789', 'fixed', '07103456789'],
    ['34567890', 'fixed', '071034567890'],
    ['86543210', 'fixed', '071086543210'],
    ['4008123123', 'service', '4008123123'],
    ['+864008123123', 'service', '4008123123'],
    ['8008123123', 'service', '8008123123'],
    ['95588', 'service', '95588'],
    ['95105888', 'service', '95105888'],
    ['96110', 'service', '96110'],
    ['12345', 'service', '12345'],
    ['02712345', 'service', '02712345'],
    ['10086', 'service', '10086'],
    ['114', 'service', '114'],
    ['110', 'emergency', '110'],
    ['119', 'emergency', '119'],
    ['120', 'emergency', '120'],
    ['122', 'emergency', '122'],
    ['0710110', 'emergency', '0710110'],
    ['+85221234567', 'foreign', '+85221234567'],
    ['0085221234567', 'foreign', '+85221234567'],
    ['+12025550123', 'foreign', '+12025550123'],
  ])('%s is %s %s', (raw, kind, number) => {
    expect(read(raw)).toMatchObject({ kind, number });
  });
});

describe('what is no number is called by its name', () => {
  test.each(['', '   ', 'anonymous', 'Anonymous', 'unknown', 'null', '_undef_', '0000000000'])(
    '%j is withheld',
    (raw) => {
      expect(read(raw)).toEqual({ kind: 'withheld', number: '', areaCode: null });
    },
  );

  test.each([
    'abc',
    '138001380ab',
    '📞',
    '9'.repeat(100),
    '+',
    'x'.repeat(100_000),
    '12+34',
    '٣٤٥',
  ])('nothing usable: %.12j', (raw) => {
    expect(read(raw)).toEqual({ kind: 'unknown', number: '', areaCode: null });
  });

  test.each([
    ['1', '1'],
    ['12800138000', '12800138000'],
    ['1064812345678', '1064812345678'],
    ['+86', '86'],
    ['+8699', '99'],
    ['+1234567890123456', '1234567890123456'],
    ['01099', '01099'],
  ])('digits without a known plan are kept: %s', (raw, number) => {
    expect(read(raw)).toMatchObject({ kind: 'unknown', number });
  });
});

describe('shown', () => {
  test.each([
    ['13800138000', '138****8000'],
    ['02712345678', '027****5678'],
    ['07103456789', '0710****6789'],
    ['12345', '12345'],
    ['110', '110'],
    ['+85221234567', '+852****4567'],
    ['anonymous', ''],
    ['abc', ''],
    ['12800138000', '128****8000'],
    ['12', '****12'],
  ])('%s as %s', (raw, masked) => {
    expect(maskNumber(read(raw))).toBe(masked);
  });

  test.each([
    ['07103456789', '襄阳', true],
    ['3456789', '襄阳', true],
    ['02787654321', '武汉', false],
    ['029123456', null, null],
    ['13800138000', null, null],
    ['12345', null, null],
    ['+85221234567', null, false],
    ['04103456789', null, false],
    ['anonymous', null, null],
  ])('%s: place %s, local %s', (raw, city, local) => {
    expect(placeOf(read(raw))?.city ?? null).toBe(city);
    expect(isLocal(read(raw), HOME)).toBe(local);
  });
});

describe('the area codes', () => {
  test('each is read as the area code of its own numbers', () => {
    expect(knownAreaCodes.length).toBeGreaterThan(300);
    for (const code of knownAreaCodes) {
      expect(read(`${code}87654321`)).toMatchObject({ kind: 'fixed', areaCode: code });
      expect(read(`+86${code.slice(1)}87654321`).number).toBe(`${code}87654321`);
      expect(placeOfAreaCode(code)?.city).toMatch(/^\p{Script=Han}+(?:、\p{Script=Han}+)*$/u);
    }
    expect(new Set(knownAreaCodes).size).toBe(knownAreaCodes.length);
  });
});

describe('always', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[+0-9 -]{0,26}$/),
    fc.stringMatching(/^(\+86|0086|86|0)?1[3-9]\d{9}$/),
  );

  test('reading what was read changes nothing', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const once = read(raw);
        fc.pre(once.kind !== 'unknown');
        expect(read(once.number)).toEqual(once);
      }),
    );
  });

  test('a citizen’s number never shows more than seven digits and its area code', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const number = read(raw);
        fc.pre(number.kind !== 'service' && number.kind !== 'emergency');
        expect(maskNumber(number).replaceAll(/\D/g, '').length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
