/** 来电人档案: who is calling, from profiles, earlier calls and tickets; one look-up for the screen-pop. */
import type { CallerView } from '@hotline/domain/protocol';
import type { BridgeConfig } from '../config/index.ts';
import type { CallerBookPort } from '../ports.ts';
import type { Store } from './database.ts';
import type { TicketStore } from './tickets/index.ts';

const DAY_MS = 86_400_000;
const SHOWN = 10;

/** What a number says by itself; from the domain's phone-number, bound to the hotline's area code. */
export type NumberReader = {
  /** The form numbers are kept and compared in; '' when it is withheld. */
  normalise(raw: string): string;
  read(number: string): Pick<CallerView, 'numberMasked' | 'numberKind' | 'place' | 'local'>;
};

export type CallerBookOptions = {
  readonly numbers: NumberReader;
  readonly queueNames: ReadonlyMap<string, string>;
  readonly lastSeatDays: number;
  /** Where the tickets are not in the bridge's own database. */
  readonly ticketsElsewhere: Pick<TicketStore, 'ofCaller'> | null;
};

type ProfileRow = {
  name: string | null;
  special_group: string | null;
  contact_preference: CallerView['contactPreference'];
  note: string | null;
  tags: string;
};
type CallRow = {
  call_id: string;
  at: number;
  queue_id: string;
  seat_id: string | null;
  outcome: 'answered' | 'abandoned' | 'under-way';
  talk_ms: number;
};
type TicketRow = {
  ticket_no: string;
  at: number;
  title: string;
  kind: string;
  state: string;
  seat_id: string;
};

export function openCallerBook(store: Store, options: CallerBookOptions): CallerBookPort {
  const profile = store.prepare<[string], ProfileRow>(
    'SELECT name, special_group, contact_preference, note, tags FROM caller_profile WHERE number = ?',
  );
  const countSince = store
    .prepare<[string, number, string], number>(
      'SELECT COUNT(*) FROM call_of_number WHERE number = ? AND at > ? AND call_id <> ?',
    )
    .pluck();
  const earlier = store.prepare<[string, string, number], CallRow>(
    `SELECT call_id, at, queue_id, seat_id, outcome, talk_ms FROM call_of_number
     WHERE number = ? AND call_id <> ? ORDER BY at DESC LIMIT ?`,
  );
  const { ticketsElsewhere } = options;
  const tickets = store.prepare<[string, number], TicketRow>(
    `SELECT ticket_no, at, title, kind, state, seat_id FROM ticket
     WHERE caller_number = ? ORDER BY at DESC LIMIT ?`,
  );
  const lastSeat = store
    .prepare<[string, number], string>(
      `SELECT seat_id FROM call_of_number
       WHERE number = ? AND at > ? AND seat_id IS NOT NULL ORDER BY at DESC LIMIT 1`,
    )
    .pluck();

  return {
    lookUp(number, now, callId) {
      const known = number === '' ? undefined : profile.get(number);
      return {
        ...options.numbers.read(number),
        name: known?.name ?? null,
        specialGroup: known?.special_group ?? null,
        contactPreference: known?.contact_preference ?? 'any',
        note: known?.note ?? null,
        tags: known ? (JSON.parse(known.tags) as string[]) : [],
        callsIn30Days:
          1 + (number === '' ? 0 : (countSince.get(number, now - 30 * DAY_MS, callId) ?? 0)),
        earlierCalls: (number === '' ? [] : earlier.all(number, callId, SHOWN)).map((row) => ({
          callId: row.call_id,
          at: row.at,
          queueName: options.queueNames.get(row.queue_id) ?? row.queue_id,
          seatId: row.seat_id,
          outcome: row.outcome,
          talkMs: row.talk_ms,
        })),
        tickets:
          number === '' || ticketsElsewhere !== null
            ? []
            : tickets
                .all(number, SHOWN)
                .map(({ ticket_no: ticketNo, seat_id: seatId, ...row }) => ({
                  ...row,
                  ticketNo,
                  seatId,
                })),
      };
    },
    ...(ticketsElsewhere === null
      ? {}
      : { ticketsOf: (number: string) => ticketsElsewhere.ofCaller(number, SHOWN) }),
    lastSeat(number, now) {
      if (number === '') return null;
      return lastSeat.get(number, now - options.lastSeatDays * DAY_MS) ?? null;
    },
  };
}

/** Replaces all profiles by those of the configuration, in one transaction. */
export function importProfiles(
  store: Store,
  callers: BridgeConfig['callers'],
  normalise: NumberReader['normalise'],
): void {
  const insert = store.prepare(
    `INSERT OR REPLACE INTO caller_profile (number, name, special_group, contact_preference, note, tags)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  store
    .transaction(() => {
      store.prepare('DELETE FROM caller_profile').run();
      for (const caller of callers) {
        insert.run(
          normalise(caller.number),
          caller.name,
          caller.specialGroup,
          caller.contactPreference,
          caller.note,
          JSON.stringify(caller.tags),
        );
      }
    })
    .immediate();
}
