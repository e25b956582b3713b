/** What `pnpm verify-ledger` says and how it ends; verify-figures.ts is its process. */
import { parseArgs } from 'node:util';
import { ledgerFact } from '@hotline/domain/ledger';
import { Metrics, dayStartAt } from '@hotline/domain/metrics';
import { definitionsOf, formatProblems, loadPeople, type LoadOptions } from '../config/index.ts';
import {
  explainOpenFailure,
  openStoreToRead,
  progress,
  sqliteRunner,
  verifyLedger,
  type Store,
} from '../store/index.ts';
import { rawAlarmsScript } from './raw-count.ts';
import { compareFigures, differs, type FiguresRow } from './compare-figures.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

export type Said = {
  /** 0 all agree · 1 they differ, or the chain of seals is broken · 2 wrong use, or nothing to read. */
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
};

/** `--at 2026-11-30T12:00+08:00`: as the wallboard stood then; without it, at the newest fact. */
export async function runVerifyFigures(
  options: readonly string[],
  where: LoadOptions,
): Promise<Said> {
  let at: string | undefined;
  try {
    at = parseArgs({ args: [...options], options: { at: { type: 'string' } } }).values.at;
  } catch {
    at = 'wrong';
  }
  if (at !== undefined && Number.isNaN(Date.parse(at)))
    return { exitCode: 2, text: '用法 usage: verify-ledger [--at 2026-11-30T12:00+08:00]\n' };
  const config = loadPeople(where);
  if (!config.ok) return { exitCode: 2, text: `${formatProblems(config.error)}\n` };
  const { dataFolder, queues, hotline } = config.value;
  const store = openStoreToRead(dataFolder);
  if (!store.ok) return { exitCode: 2, text: `${explainOpenFailure(store.error, dataFolder)}\n` };
  try {
    const definitions = definitionsOf(config.value);
    const now = at === undefined ? newest(store.value) : Date.parse(at);
    const live = wallboardAt(store.value, now, {
      definitions,
      connectionRange: 'day',
      areaCode: hotline.areaCode,
    });
    const runner = sqliteRunner(store.value);
    const to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
    const lines: string[] = [];
    let hasFault = false;
    for (const [window, from] of [
      ['today', dayStartAt(definitions, now)],
      ['last-24h', to - DAY],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, on one connection
      const rows = await compareFigures({
        ledger: runner,
        lines: runner,
        definitions,
        range: { from, to },
        queueIds: queues.map(({ id }) => id),
        wallboard: (queueId) => live.live(`queue:${queueId}`, now).windows[window],
      });
      hasFault ||= rows.some(differs);
      lines.push(...rows.map((row) => describe(window, row)));
    }
    const counted = await runner.read(() =>
      rawAlarmsScript({ from: dayStartAt(definitions, now), to }),
    );
    lines.push(
      `# today     告警 alarms: 触发 raised ${counted.raised}  解除 cleared ${counted.cleared}  确认 acknowledged ${counted.acknowledged}`,
    );
    const { brokenAt, checked } = verifyLedger(store.value);
    const { seq } = await runner.read(() => progress());
    lines.push(
      brokenAt === null
        ? `台账完好 intact: ${checked} facts, ${seq} in the reports`
        : `台账在第 ${brokenAt} 条处断裂 broken: fact ${brokenAt}`,
      hasFault ? '数字不一致 the figures differ' : '数字一致 the figures agree',
    );
    return { exitCode: hasFault || brokenAt !== null ? 1 : 0, text: `${lines.join('\n')}\n` };
  } finally {
    store.value.close();
  }
}

const describe = (window: string, row: FiguresRow): string =>
  [
    differs(row) ? '≠' : '=',
    window.padEnd(8),
    row.queueId.padEnd(12),
    row.figure.padEnd(15),
    `原始 raw ${row.raw}`,
    `大屏 wallboard ${row.wallboard}`,
    `报表 report ${row.report}`,
  ].join('  ');

function newest(store: Store): number {
  return store.prepare<[], number | null>('SELECT MAX(at) FROM call_event').pluck().get() ?? 0;
}

/** The wallboard's fold over the same facts, from the day before yesterday on, as a bridge that starts would. */
function wallboardAt(
  store: Store,
  now: number,
  rules: ConstructorParameters<typeof Metrics>[0],
): Metrics {
  const live = new Metrics(rules);
  const facts = store
    .prepare<[number], { at: number; fact: string }>(
      'SELECT at, fact FROM call_event WHERE at >= ? ORDER BY seq',
    )
    .iterate(now - 2 * DAY);
  for (const { at, fact } of facts) live.apply(at, ledgerFact.parse(JSON.parse(fact)));
  return live;
}
