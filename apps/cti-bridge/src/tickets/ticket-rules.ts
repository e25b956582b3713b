import type { WorkingCalendar } from '@hotline/domain/calendar';
import type { PlaceRules, SecrecyRules, TicketRules } from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';

/** The place's rules with what this hotline sets itself: its own limits first, reviews, tries and 督办. */
export function placeRulesOf({
  tickets,
  place,
}: Pick<BridgeConfig, 'tickets' | 'place'>): PlaceRules {
  const { dispatch, sign, contact, reply, askReturn, decideReturn, audit, revisit } = place;
  return {
    handling: [...tickets.limits, ...place.handling].map(
      ({ kind, urgency, category, tag, count, unit }) => ({
        kind,
        urgency,
        category,
        tag,
        limit: { count, unit },
      }),
    ),
    dispatch,
    sign,
    contact,
    reply,
    askReturn,
    decideReturn,
    audit,
    revisit,
    longestExtension: place.longestExtension,
    lastDayOffMoves: place.lastDayOffMoves,
    returnReviews: tickets.returnReviews,
    tries: tickets.revisit,
    supervise: tickets.supervise,
  };
}

/** By today's calendar: asked anew each time, since a year may be imported meanwhile. */
export function ticketRules(
  config: Pick<BridgeConfig, 'tickets' | 'place'>,
  calendar: () => WorkingCalendar,
  utcOffsetMinutes: number,
): () => TicketRules {
  const place = placeRulesOf(config);
  return () => ({ ...place, calendar: calendar(), utcOffsetMinutes });
}

export function secrecyRulesOf({
  units,
  reveal,
}: Pick<BridgeConfig['tickets'], 'units' | 'reveal'>): SecrecyRules {
  const names = new Map(
    units.map(({ id, zh, en, alsoCalled }) => [id, [zh, en, ...(alsoCalled ?? [])]]),
  );
  return { reveal, unitNames: (unit) => names.get(unit) ?? [] };
}
