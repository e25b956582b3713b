import type { Rate } from '../metrics/index.ts';
import type { TicketTally } from './count-ticket.ts';

/** The official names (闽政办〔2021〕57号); their formulas are printed beside them. */
export const ticketIndicators = [
  /** 即时解答率: answered on the spot ÷ taken up. */
  'direct',
  /** 按时办结率: units' answers in time ÷ units' answers that had a limit. */
  'in-time',
  /** 问题解决率: solved ÷ said whether it is. */
  'solved',
  /** 满意率: 基本满意 or better ÷ scored. */
  'satisfied',
  /** 及时查阅率: signed in time ÷ signed. */
  'read-in-time',
] as const;
export type TicketIndicator = (typeof ticketIndicators)[number];

/** null: nothing to divide by, which is neither 0 % nor 100 %. */
export function indicatorOf(indicator: TicketIndicator, tally: TicketTally): Rate | null {
  const rate = ratesOf[indicator](tally);
  return rate.denominator === 0 ? null : rate;
}

const ratesOf: Readonly<Record<TicketIndicator, (tally: TicketTally) => Rate>> = {
  direct: ({ direct, filed, refused, merged }) => ({
    numerator: direct,
    denominator: filed - refused - merged,
  }),
  'in-time': ({ answeredInTime, answerDue }) => ({
    numerator: answeredInTime,
    denominator: answerDue,
  }),
  solved: ({ solved, askedSolved }) => ({ numerator: solved, denominator: askedSolved }),
  satisfied: ({ satisfied, rated }) => ({ numerator: satisfied, denominator: rated }),
  'read-in-time': ({ signedInTime, signDue }) => ({
    numerator: signedInTime,
    denominator: signDue,
  }),
};
