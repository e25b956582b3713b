import { assertNever } from '../result/index.ts';
import type { Tally } from './tally.ts';

/** A rate as its two counts; nothing is rounded before it is shown. */
export type Rate = { readonly numerator: number; readonly denominator: number };

export type ServiceLevelVariant = 1 | 2 | 3 | 4 | 5;

/**
 * The five formulas of the service level that are in use (no single one is official), Y being the threshold:
 *
 *   1  (answered ≤ Y + abandoned ≤ Y) ÷ (answered + abandoned)
 *   2  answered ≤ Y ÷ answered
 *   3  answered ≤ Y ÷ (answered + abandoned)
 *   4  answered ≤ Y ÷ (answered + abandoned > Y)
 *   5  (answered ≤ Y + short abandons) ÷ (answered + abandoned)
 */
export function serviceLevel(variant: ServiceLevelVariant, tally: Tally): Rate {
  const { answered, answeredWithin, abandoned, abandonedWithin, abandonedShort } = tally;
  const all = answered + abandoned;
  switch (variant) {
    case 1:
      return { numerator: answeredWithin + abandonedWithin, denominator: all };
    case 2:
      return { numerator: answeredWithin, denominator: answered };
    case 3:
      return { numerator: answeredWithin, denominator: all };
    case 4:
      return { numerator: answeredWithin, denominator: all - abandonedWithin };
    case 5:
      return { numerator: answeredWithin + abandonedShort, denominator: all };
    default:
      return assertNever(variant);
  }
}

/**
 * 电话接通率 (GB/T 33358-2016 asks for 95 % over any 24 h): answered ÷ offered. No rule of the hotlines leaves short
 * abandons out; where a place does, `withoutShort` says so.
 */
export function connectionRate(tally: Tally, withoutShort = false): Rate {
  const { answered, abandoned, abandonedShort } = tally;
  return {
    numerator: answered,
    denominator: answered + abandoned - (withoutShort ? abandonedShort : 0),
  };
}

/** 满意率: satisfied ÷ scored. Who refused, said nothing or hung up is in neither. */
export const satisfactionRate = ({ satisfied, surveysScored }: Tally): Rate => ({
  numerator: satisfied,
  denominator: surveysScored,
});
