/**
 * 公民身份号码, GB 11643-1999: six digits of area, eight of the date of birth, three in sequence, one check character by
 * ISO 7064 MOD 11-2. The area is not looked up: codes that were abolished stay valid on the cards that have them, and
 * 810000, 820000 and 830000 stand on the residence permits for people of 香港, 澳门 and 台湾.
 */
export type IdNumberProblem =
  /** Not 17 digits and a digit or X. */
  | 'shape'
  /** The first two digits are no province. */
  | 'area'
  /** No such day, or not within 150 years before today. */
  | 'date'
  /** A digit was mistyped, or two changed places. */
  | 'check';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
/** GB/T 2260: first digit the region, 1–6 and 7, 8 for 台湾, 香港, 澳门; 83 on 台湾 residence permits. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const OLDEST_YEARS = 150;

/** As it is kept: without spaces and hyphens, `x` and the full-width forms as they should be. */
export function normaliseIdNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** What is wrong with a whole number, or null. `today` as `YYYY-MM-DD` in the hotline's zone. */
export function idNumberProblem(number: string, today: string): IdNumberProblem | null {
  if (!/^\d{17}[\dX]$/.test(number)) return 'shape';
  if (!PROVINCE.test(number)) return 'area';
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birth) || birth > today) return 'date';
  if (Number(birth.slice(0, 4)) < Number(today.slice(0, 4)) - OLDEST_YEARS) return 'date';
  return checkCharacter(number.slice(0, 17)) === number[17] ? null : 'check';
}

/** Of the first 17 digits. */
function checkCharacter(digits: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return CHECKS[sum % 11];
}

/** Of the Gregorian calendar; `YYYY-MM-DD`. */
function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** 110105********0123: what stands on a screen while nobody types in it. A shorter piece shows nothing. */
export function idNumberShown(number: string): string {
  return number.length === 18
    ? `${number.slice(0, 6)}********${number.slice(14)}`
    : '*'.repeat(number.length);
}
