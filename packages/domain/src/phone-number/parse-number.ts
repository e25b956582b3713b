import { areaCodeOf, placeOfAreaCode } from './area-codes.ts';

export type NumberKind =
  | 'mobile'
  | 'fixed'
  /** 400, 800, 95, 96, 12345 and the other public short numbers. */
  | 'service'
  /** 110, 119, 120, 122. */
  | 'emergency'
  | 'foreign'
  /** The caller keeps the number back (匿名). */
  | 'withheld'
  | 'unknown';

export type PhoneNumber = {
  readonly kind: NumberKind;
  /**
   * The number as it can be dialled from here, one spelling for each number: 13800138000, 07103456789, +85221234567.
   * '' when it is withheld or is no number at all.
   */
  readonly number: string;
  /** With its 0, for fixed lines and for services behind an area code; else null. */
  readonly areaCode: string | null;
};

/** Longest number that a trunk hands over (E.164 has 15 digits, some networks put prefixes before them). */
const MAX_DIGITS = 24;

const withheldWords = new Set([
  '',
  'anonymous',
  'unknown',
  'unavailable',
  'restricted',
  'private',
  'withheld',
  'null',
  'undefined',
  '_undef_',
]);

/**
 * Reads a calling number as a carrier or a person writes it: +86, 0086, 86, a trunk 0 before a mobile, separators,
 * full-width digits, local numbers without area code. `homeAreaCode` with its 0, e.g. 0710. Never throws; what is no
 * number is `unknown`.
 */
export function parseNumber(raw: string, homeAreaCode: string): PhoneNumber {
  if (raw.length > 128) return unknown('');
  // NFKC makes full-width digits and signs plain ones.
  const text = raw
    .normalize('NFKC')
    .trim()
    .replaceAll(/[\s\-‐-―−.()/·]/gu, '');
  if (withheldWords.has(text.toLowerCase()) || /^0+$/.test(text))
    return { kind: 'withheld', number: '', areaCode: null };
  if (!/^\+?\d+$/.test(text) || text.length > MAX_DIGITS) return unknown('');
  return readDigits(text, homeAreaCode);
}

function readDigits(text: string, homeAreaCode: string): PhoneNumber {
  const international = /^(?:\+|00)(\d+)$/.exec(text)?.[1];
  if (international !== undefined) {
    const national = /^86(\d+)$/.exec(international)?.[1];
    if (national === undefined) return foreign(international);
    return fromAbroad(national, homeAreaCode) ?? unknown(national);
  }
  const direct = readNational(text, homeAreaCode);
  if (direct !== null) return direct;
  // 86 without a sign, only where it cannot be anything else: no national number of that length begins with it.
  const rest = /^86(\d{9,11})$/.exec(text)?.[1];
  return (rest === undefined ? null : fromAbroad(rest, homeAreaCode)) ?? unknown(text);
}

/** Behind +86 a fixed line has lost its 0. */
function fromAbroad(national: string, homeAreaCode: string): PhoneNumber | null {
  const areaCode = areaCodeOf(`0${national}`);
  const isFixed = areaCode !== null && placeOfAreaCode(areaCode) !== null;
  const fixed = isFixed ? readNational(`0${national}`, homeAreaCode) : null;
  const asIs = readNational(national, homeAreaCode);
  return asIs === null || asIs.kind === 'unknown' || /^[2-9]\d{6,7}$/.test(national)
    ? (fixed ?? asIs)
    : asIs;
}

function readNational(digits: string, homeAreaCode: string): PhoneNumber | null {
  const mobile = /^0?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (mobile !== undefined) return { kind: 'mobile', number: mobile, areaCode: null };
  const short = shortKind(digits);
  if (short !== null) return { kind: short, number: digits, areaCode: null };
  const areaCode = areaCodeOf(digits);
  if (areaCode !== null) return behindAreaCode(digits, areaCode);
  if (/^[2-8]\d{6,7}$/.test(digits))
    return { kind: 'fixed', number: `${homeAreaCode}${digits}`, areaCode: homeAreaCode };
  return null;
}

function shortKind(digits: string): 'emergency' | 'service' | null {
  if (/^1(?:10|19|20|22)$/.test(digits)) return 'emergency';
  const isService =
    /^(?:400|800)\d{7}$/.test(digits) ||
    /^9[56]\d{3,6}$/.test(digits) ||
    /^1\d{2}$/.test(digits) ||
    /^1[0-2]\d{2,3}$/.test(digits);
  return isService ? 'service' : null;
}

function behindAreaCode(digits: string, areaCode: string): PhoneNumber | null {
  const rest = digits.slice(areaCode.length);
  // No subscriber's number begins with 1 today; a carrier that sends one still names its place.
  if (/^[1-9]\d{6,7}$/.test(rest) && !(areaCode.length === 3 && rest.length === 7))
    return { kind: 'fixed', number: digits, areaCode };
  const short = shortKind(rest);
  return short === null ? null : { kind: short, number: digits, areaCode };
}

function foreign(international: string): PhoneNumber {
  if (!/^[1-9]\d{6,14}$/.test(international)) return unknown(international);
  return { kind: 'foreign', number: `+${international}`, areaCode: null };
}

/** Digits are kept: whoever looks into it, or calls back, has only them. */
function unknown(digits: string): PhoneNumber {
  return { kind: 'unknown', number: digits, areaCode: null };
}
