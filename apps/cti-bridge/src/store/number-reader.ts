import { isLocal, maskNumber, parseNumber, placeOf } from '@hotline/domain/phone-number';
import type { NumberReader } from './caller-book.ts';

/** `areaCode` with its 0: what a number that is dialled without one belongs to. */
export function numberReader(areaCode: string): NumberReader {
  return {
    normalise: (raw) => parseNumber(raw, areaCode).number,
    read(number) {
      const parsed = parseNumber(number, areaCode);
      return {
        numberMasked: maskNumber(parsed),
        numberKind: parsed.kind,
        place: placeOf(parsed)?.city ?? null,
        local: isLocal(parsed, areaCode),
      };
    },
  };
}
