import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';

/** Why something about a ticket did not come about, or may not now: the bridge's code, and what it is about. */
export type TicketRefusalView = {
  readonly code: string;
  /** ms since 1970 UTC */
  readonly at?: number | undefined;
  readonly left?: number | undefined;
  readonly year?: number | undefined;
};

/** In words; a code that this desk does not know is told as it is. */
export function useRefusalText(): (refusal: TicketRefusalView) => string {
  const { t } = useTranslation();
  const clock = useClock();
  const zone = useZone();
  // A day's limit ends at 24:00, which people say as the day before; a try may be made from its very moment on.
  const timeOf = (code: string, at: number) =>
    shortDate(code === 'revisit-too-early' ? at : at - 1, clock(), zone);
  return ({ code, at, left, year }) => {
    const known: Readonly<Record<string, string>> = t('ticket.refused', { returnObjects: true });
    if (!Object.hasOwn(known, code) || code === 'unknown')
      return t('ticket.refused.unknown', { code });
    const say = t as (key: string, about: Readonly<Record<string, unknown>>) => string;
    return say(`ticket.refused.${code}`, {
      time: at === undefined ? '' : timeOf(code, at),
      left,
      year,
    });
  };
}
