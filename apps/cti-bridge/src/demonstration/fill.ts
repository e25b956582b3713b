/**
 * 演示数据: months of calls and tickets into an empty data folder, sealed like real ones, so that reports, hot spots and
 * checks have something to show. The same seed on the same day gives the same months. Calls are named `demo-…`, tickets say
 * 演示; a folder that has calls already is left alone.
 */
import {
  demonstrationCalls,
  demonstrationDays,
  seeded,
  type Rising,
} from '@hotline/domain/demonstration';
import type { Booked } from '@hotline/domain/metrics';
import { err, ok, type Result } from '@hotline/domain/result';
import { createHolidayBook } from '../calendar/holiday-book.ts';
import { utcOffsetMinutes, type BridgeConfig } from '../config/index.ts';
import {
  callDetails,
  callsByNumber,
  createTicketStore,
  explainOpenFailure,
  followLedger,
  openHolidayYears,
  openLedger,
  openStore,
  sqliteRunner,
} from '../store/index.ts';
import { ticketRules } from '../tickets/ticket-rules.ts';
import { fillTickets } from './fill-tickets.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What grows, in the last days. */
const RISING: Rising = { category: 40, place: 7, share: 0.35 };
const RISING_DAYS = 4;

export type FillOptions = {
  readonly config: BridgeConfig;
  readonly days: number;
  readonly callsPerDay: number;
  readonly seed: number;
  /** ms since 1970; the last day ends here. */
  readonly now: number;
  readonly progress: (done: number, of: number) => void;
};
export type Filled = { readonly calls: number; readonly tickets: number };

/** An error is a sentence in both languages. */
export async function fill(options: FillOptions): Promise<Result<Filled, string>> {
  const { config, days, seed, now } = options;
  const opened = openStore(config.dataFolder);
  if (!opened.ok) return err(explainOpenFailure(opened.error, config.dataFolder));
  const store = opened.value;
  const ledger = openLedger(store, [callsByNumber(store), callDetails(store)], {
    committed() {},
    failed() {},
  });
  try {
    for (const _ of ledger.entries())
      return err(
        `${config.dataFolder} 里已有通话，演示数据只写进空的数据目录\nthere are calls in ${config.dataFolder} already; demonstration data goes into an empty folder only`,
      );
    // Made anew by the same command when the power goes.
    store.pragma('synchronous = OFF');
    const zone = utcOffsetMinutes(config.hotline.timeZone, now);
    const holidays = createHolidayBook(config.holidays, openHolidayYears(store));
    const rules = ticketRules(config, () => holidays.calendar(), zone);
    const runner = sqliteRunner(store);
    const tickets = createTicketStore(runner, {
      timeZone: config.hotline.timeZone,
      targets: [],
      rules,
    });
    const agents = config.people.filter(({ role }) => role === 'agent');
    const people = new Map(agents.map(({ seat, id }) => [seat, id]));
    const districts = new Map(
      config.places.flatMap(({ code, kind, zh }) => (kind === 'district' ? [[code, zh]] : [])),
    );
    const random = seeded(seed);
    const filling = {
      store: tickets,
      rules,
      until: now,
      units: config.tickets.units.map(({ id, clerks }) => ({ id, clerk: clerks[0] ?? id })),
      dispatcher: config.tickets.dispatchers[0] ?? '',
      personOf: (seatId: string) => people.get(seatId) ?? seatId,
      matters: {
        categories: config.categories
          .filter(
            ({ code }) =>
              !config.categories.some((one) => one.code !== code && one.code.startsWith(code)),
          )
          .map(({ code, zh }) => ({ code, zh })),
        places: config.places.flatMap(({ kind, zh, within }) =>
          kind === 'street' ? [`${districts.get(within ?? '') ?? ''}${zh}`] : [],
        ),
      },
    };
    const today = Math.floor((now + zone * MINUTE) / DAY) * DAY - zone * MINUTE;
    const filled = { calls: 0, tickets: 0 };
    let late: readonly Booked[] = [];
    let day = 0;
    for (const one of demonstrationDays(today - (days - 1) * DAY, days, seed)) {
      const calls = [
        ...demonstrationCalls(one, {
          seed,
          callsPerDay: options.callsPerDay,
          queueIds: config.queues.map(({ id }) => id),
          seatIds: agents.map(({ seat }) => seat),
          skills: config.skills.map(({ id }) => id),
        }),
        // A call that would go on now is nobody's.
      ].filter((facts) => facts.every(({ at }) => at <= now));
      const rising = days - day <= RISING_DAYS ? RISING : null;
      // oxlint-disable-next-line no-await-in-loop -- one day after the other
      const filed = await fillTickets(calls, random, rising, filling);
      const all = [...late, ...calls.flat(), ...filed].sort((a, b) => a.at - b.at);
      const midnight = one.midnight + DAY;
      late = all.filter(({ at }) => at >= midnight);
      const due = day === days - 1 ? all : all.filter(({ at }) => at < midnight);
      // oxlint-disable-next-line no-await-in-loop -- one day after the other
      await Promise.all(due.map(({ at, fact }) => ledger.append(at, fact)));
      filled.calls += calls.length;
      filled.tickets += filed.length;
      day += 1;
      options.progress(day, days);
    }
    // The reports are there at once; where lines are in PostgreSQL, the bridge follows by itself.
    // oxlint-disable-next-line no-await-in-loop -- one piece after the other
    while ((await followLedger(ledger, runner)) > 0);
    store.pragma('wal_checkpoint(TRUNCATE)');
    return ok(filled);
  } finally {
    ledger.close();
    store.close();
  }
}
