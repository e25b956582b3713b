/**
 * Which district a ticket's place lies in, and the most exact place of the list that it names, as codes: kept with the
 * ticket when it is filed, by the list of that day. '' says that the list has none; NULL that nobody has looked yet.
 */
import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { rows, type Script } from './sql-script.ts';

export type PlaceOf = (text: string) => { readonly district: string; readonly place: string };

export const placeColumns = `
  ALTER TABLE ticket ADD COLUMN district TEXT;
  ALTER TABLE ticket ADD COLUMN place_code TEXT;
  CREATE INDEX ticket_unplaced ON ticket (ticket_no) WHERE place_code IS NULL;
  -- What hot spots are counted from, without reading the rows, which hold whole letters.
  CREATE INDEX ticket_spot ON ticket (at, category_code, district, place_code, caller_number);
`;

/** `placeOf` null: there is no list to look in. */
export function* notePlace(ticketNo: string, text: string, placeOf: PlaceOf | null): Script<void> {
  const found = placeOf?.(text) ?? null;
  yield* rows(
    'UPDATE ticket SET district = ?, place_code = ? WHERE ticket_no = ?',
    found?.district ?? null,
    found?.place ?? null,
    ticketNo,
  );
}

/** Tickets of before there was a list, at most `limit`. @returns how many there were. */
export function* placeUnplacedScript(limit: number, placeOf: PlaceOf): Script<number> {
  const found = yield* rows<{ ticket_no: string; draft: string }>(
    'SELECT ticket_no, draft FROM ticket WHERE place_code IS NULL ORDER BY ticket_no LIMIT ?',
    limit,
  );
  for (const { ticket_no: ticketNo, draft } of found) {
    const { place } = { ...emptyDraft('', null), ...(JSON.parse(draft) as Partial<TicketDraft>) };
    yield* notePlace(ticketNo, place, placeOf);
  }
  return found.length;
}
