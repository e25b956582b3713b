/** The index by which open tickets are found; see `@hotline/domain/likeness` for what a term is. */
import { pairsOfMatter, placeKey, termsOf, type Matter } from '@hotline/domain/likeness';
import { parseNumber } from '@hotline/domain/phone-number';
import { rows, type Script } from './sql-script.ts';
import { recordOf, TICKET_COLUMNS, type TicketRecord, type TicketRow } from './ticket-record.ts';

type Indexed = Pick<TicketRecord, 'ticketNo' | 'draft' | 'callerNumber'>;

/** Every statement has room for as many values as this, so that one prepared text serves all tickets. */
const ROOM = 32;
/** Pairs asked for at once. */
const MOST_ASKED = 64;
/** Of a pair that stands in thousands of tickets only the newest count: it says little. */
const NEWEST = 200;
const CANDIDATES = 40;

/** A number as people write it and as the PBX gives it, in one spelling. */
export const numberKey = (raw: string): string => parseNumber(raw, '').number;

export const numbersOf = ({ draft, callerNumber }: Indexed): readonly string[] =>
  [callerNumber ?? '', draft.contactNumber].map(numberKey).filter((number) => number !== '');

const termsOfTicket = (ticket: Indexed): readonly string[] =>
  termsOf(ticket.draft, numbersOf(ticket));

export function* addTermsScript(ticket: Indexed): Script<void> {
  for (const terms of inRooms(termsOfTicket(ticket))) {
    yield* rows(
      `INSERT INTO ticket_term (term, ticket_no) VALUES ${repeated('(?, ?)', ROOM)} ON CONFLICT DO NOTHING`,
      ...terms.flatMap((term) => [term, ticket.ticketNo]),
    );
  }
}

/** `ticket` as it was when its terms were added. */
export function* removeTermsScript(ticket: Indexed): Script<void> {
  for (const terms of inRooms(termsOfTicket(ticket))) {
    yield* rows(
      `DELETE FROM ticket_term WHERE ticket_no = ? AND term IN (${repeated('?', ROOM)})`,
      ticket.ticketNo,
      ...terms,
    );
  }
}

const byPairs = `
  SELECT ticket_no FROM (
    SELECT ticket_no, 1.0 / (10 + COUNT(*) OVER (PARTITION BY term)) AS weight FROM (
      ${Array.from(
        { length: MOST_ASKED },
        () => `SELECT * FROM (
          SELECT term, ticket_no FROM ticket_term WHERE term = ? ORDER BY ticket_no DESC LIMIT ${NEWEST}) one`,
      ).join(' UNION ALL ')}
    ) found
  ) weighed GROUP BY ticket_no ORDER BY SUM(weight) DESC, ticket_no DESC LIMIT ${CANDIDATES}`;

/** Open tickets that may be about the same: the newest by each number and by the place, the likeliest by words. */
export function* candidatesScript(
  matter: Matter,
  numbers: readonly string[],
): Script<readonly TicketRecord[]> {
  const found = new Set<string>();
  const place = placeKey(matter.place);
  const whole = [
    ...numbers.map((number) => `n${number}`),
    ...(place === '' ? [] : [`p${place.slice(0, 64)}`]),
  ];
  for (const term of whole) {
    const hits = yield* rows<{ ticket_no: string }>(
      'SELECT ticket_no FROM ticket_term WHERE term = ? ORDER BY ticket_no DESC LIMIT 20',
      term,
    );
    for (const { ticket_no: ticketNo } of hits) found.add(ticketNo);
  }
  const pairs = pairsOfMatter(matter).map((pair) => `t${pair}`);
  if (pairs.length > 0) {
    const asked = Array.from({ length: MOST_ASKED }, (_, index) => pairs[index] ?? '');
    const hits = yield* rows<{ ticket_no: string }>(byPairs, ...asked);
    for (const { ticket_no: ticketNo } of hits) found.add(ticketNo);
  }
  const records: TicketRecord[] = [];
  for (const numbersOfTickets of inRooms([...found])) {
    const page = yield* rows<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM ticket WHERE ended = 0 AND ticket_no IN (${repeated('?', ROOM)})`,
      ...numbersOfTickets,
    );
    records.push(...page.map(recordOf));
  }
  return records;
}

const repeated = (text: string, times: number): string =>
  Array.from({ length: times }, () => text).join(', ');

/** Cut to ROOM; the last is filled up with its own last value, which means nothing twice. */
function inRooms(values: readonly string[]): readonly (readonly string[])[] {
  const rooms = [];
  for (let from = 0; from < values.length; from += ROOM) {
    const part = values.slice(from, from + ROOM);
    rooms.push([...part, ...Array.from({ length: ROOM - part.length }, () => part.at(-1) ?? '')]);
  }
  return rooms;
}
