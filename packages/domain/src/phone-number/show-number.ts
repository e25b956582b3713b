import { assertNever } from '../result/index.ts';
import type { Place } from './area-codes.ts';
import { placeOfAreaCode } from './area-codes.ts';
import type { PhoneNumber } from './parse-number.ts';

/**
 * For screens and logs, by convention of the trade: 138****8000, 027****5678, 0710****6789, +852****4567. Public short
 * numbers stay as they are. '' when withheld. Never more than seven digits of a citizen's number.
 */
export function maskNumber({ kind, number, areaCode }: PhoneNumber): string {
  const last = number.slice(-4);
  switch (kind) {
    case 'mobile':
      return `${number.slice(0, 3)}****${last}`;
    case 'fixed':
      return `${areaCode ?? ''}****${last}`;
    case 'service':
    case 'emergency':
      return number;
    case 'foreign':
      return `${number.slice(0, number.length > 10 ? 4 : 2)}****${number.slice(number.length > 10 ? -4 : -2)}`;
    case 'withheld':
      return '';
    case 'unknown':
      if (number === '') return '';
      return number.length >= 11 ? `${number.slice(0, 3)}****${last}` : `****${number.slice(-2)}`;
    default:
      return assertNever(kind);
  }
}

/** Where a fixed line is; null for mobiles, whose prefix says nothing since numbers are portable (携号转网). */
export function placeOf(number: PhoneNumber): Place | null {
  return number.areaCode === null ? null : placeOfAreaCode(number.areaCode);
}

/** Whether it is of the hotline's own area; null where that cannot be known. `homeAreaCode` with its 0. */
export function isLocal(number: PhoneNumber, homeAreaCode: string): boolean | null {
  if (number.areaCode !== null) return number.areaCode === homeAreaCode;
  return number.kind === 'foreign' ? false : null;
}
