export { knownAreaCodes, placeOfAreaCode } from './area-codes.ts';
export type { Place } from './area-codes.ts';
export { parseNumber } from './parse-number.ts';
export type { NumberKind, PhoneNumber } from './parse-number.ts';
export { isLocal, maskNumber, placeOf } from './show-number.ts';
