/** 夜间自检: once a night the three ways to count are held against each other on the real day. */
import { dayStartAt, type Definitions } from '@hotline/domain/metrics';
import type { FiguresCheck } from '@hotline/domain/report-api';
import type { QueueFiguresView } from '@hotline/domain/protocol';
import type { Clock } from '../esl/clock.ts';
import type { Logger } from '../observe/log.ts';
import type { SqlRunner } from '../store/index.ts';
import { compareFigures, differs, type FiguresRow } from './compare-figures.ts';
import type { LineKeeper } from './keep-lines.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** 03:30 in the hotline's zone: the fewest calls. */
const AT_MINUTE = 210;
/** A call that moves between two looks makes a difference that is none. */
const LOOKS = 3;

export type SelfCheckOptions = {
  readonly ledger: Pick<SqlRunner, 'read'>;
  readonly lines: Pick<SqlRunner, 'read'>;
  readonly keeper: LineKeeper;
  readonly definitions: Definitions;
  readonly utcOffsetMinutes: number;
  /** What the desks are shown at this moment. */
  readonly wallboard: () => readonly QueueFiguresView[];
  readonly clock: Clock;
  readonly log: Logger;
};

export type SelfCheck = {
  /** Of the last night; null: has not run since the bridge started. */
  last(): FiguresCheck | null;
  run(): Promise<FiguresCheck>;
  stop(): void;
};

export function startSelfCheck(options: SelfCheckOptions): SelfCheck {
  const { clock, log, definitions, utcOffsetMinutes } = options;
  let last: FiguresCheck | null = null;
  let isStopped = false;
  let cancel = clock.after(untilNight(), nightly);

  function untilNight(): number {
    const local = clock.now() + utcOffsetMinutes * MINUTE;
    const passed = local % DAY;
    const until = AT_MINUTE * MINUTE - passed;
    return until > 0 ? until : until + DAY;
  }

  function nightly(): void {
    void run()
      .catch((cause: unknown) => log.error({ err: cause }, 'the figures could not be checked'))
      .finally(() => {
        if (!isStopped) cancel = clock.after(untilNight(), nightly);
      });
  }

  async function look(): Promise<FiguresCheck> {
    await options.keeper.caughtUp();
    const at = clock.now();
    const shown = options.wallboard();
    const rows = await compareFigures({
      ledger: options.ledger,
      lines: options.lines,
      definitions,
      range: {
        from: dayStartAt(definitions, at),
        to: Math.floor(at / MINUTE) * MINUTE + MINUTE,
      },
      queueIds: shown.map(({ queueId }) => queueId),
      wallboard: (queueId) => countsOf(shown.find((queue) => queue.queueId === queueId)),
    });
    return { at, agrees: !rows.some(differs), rows: [...rows] };
  }

  async function run(): Promise<FiguresCheck> {
    let check = await look();
    // oxlint-disable-next-line no-await-in-loop -- looked at again, not at once
    for (let again = 1; again < LOOKS && !check.agrees; again += 1) check = await look();
    last = check;
    if (check.agrees) log.info({ rows: check.rows.length }, 'the figures agree');
    else log.error({ rows: check.rows.filter(differs) }, 'the figures differ');
    return check;
  }

  return {
    last: () => last,
    run,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** Calls answered within Y are the numerator of three of the five service levels. */
const withinY = ['service-level-2', 'service-level-3', 'service-level-4'];

function countsOf(queue: QueueFiguresView | undefined): Record<FiguresRow['figure'], number> {
  if (queue === undefined)
    return {
      offered: 0,
      answered: 0,
      answeredWithin: 0,
      abandoned: 0,
      callBacksDue: 0,
      callBacksDone: 0,
      callBacksClosed: 0,
    };
  const { offered, answered, abandoned, serviceLevels, callBacks } = queue;
  const level = serviceLevels.find(({ definition }) => withinY.includes(definition));
  return {
    offered,
    answered,
    abandoned,
    answeredWithin: level?.numerator ?? 0,
    callBacksDue: callBacks.due,
    callBacksDone: callBacks.done,
    callBacksClosed: callBacks.closed,
  };
}
