/**
 * `pnpm chaos call [--rounds N] [--only ROW] [--seed N] [--freeswitch]`: everything that can die does, again and again,
 * at moments that chance chooses, with calls in every state. Ends with one JSON line; fails when a citizen was dropped,
 * or when a row did not keep its promise.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { setTimeout as passes } from 'node:timers/promises';
import { startStack, type Stack } from '../support/stack.ts';
import { chance, percentile, type Chance } from './chance.ts';
import { Round } from './round.ts';
import { closeRows, rowNames, rows, type Row, type RowName } from './rows.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    only: { type: 'string' },
    seed: { type: 'string' },
    freeswitch: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const chosen = rowNames.filter((name) => values.only === undefined || values.only === name);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || chosen.length === 0) {
  console.error(`--rounds and --seed are whole numbers; --only is one of: ${rowNames.join(', ')}`);
  process.exit(2);
}

/** The machine stood still for so long: what was heard meanwhile says nothing, and a seat may have seemed dead. */
const STANDSTILL_MS = 250;
/** Such a round is played again so often at most; then it counts as it is. */
const AGAIN_MAX = 3;

type Result = {
  readonly ms: number;
  readonly dropped: number;
  readonly fault: string | null;
  readonly standstillMs: number;
  /** A line was ended by us: that counts, however busy the machine was. */
  readonly isCut: boolean;
};

async function play(stack: Stack, row: Row, luck: Chance): Promise<Result & { state: string }> {
  const round = new Round(stack);
  const state = luck.one(row.states);
  const clock = monitorEventLoopDelay({ resolution: 10 });
  const standstill = (): number => Math.round(clock.max / 1e6);
  try {
    await round.begin(state);
    await passes(luck.between(0, 1_000));
    round.first.watch();
    clock.enable();
    let fault: string | null = null;
    const figure = await row.die(round, luck).catch((error: unknown) => {
      fault = error instanceof Error ? error.message : String(error);
      return null;
    });
    const ordeals = round.citizens.map((citizen) => citizen.ordeal());
    const ms = figure ?? Math.max(...ordeals.map(({ gapMs }) => gapMs));
    const dropped = row.losesCalls ? 0 : ordeals.filter(({ isDropped }) => isDropped).length;
    const isCut = row.losesCalls !== true && ordeals.some((one) => one.isCut);
    return { ms, dropped, fault, state, isCut, standstillMs: standstill() };
  } catch (error) {
    // Before anything died: the fault is ours all the same.
    const fault = `not begun: ${error instanceof Error ? error.message : String(error)}`;
    return { ms: 0, dropped: 0, fault, state, isCut: false, standstillMs: standstill() };
  } finally {
    clock.disable();
    await stack.bridge.ready(1_000).catch(async () => {
      // Dead, or too slow to be asked.
      await stack.killBridge();
      await stack.startBridge();
    });
    await round.end();
  }
}

const isPlayedAgain = ({ standstillMs, isCut }: Result): boolean =>
  standstillMs > STANDSTILL_MS && !isCut;

async function playRow(stack: Stack, name: RowName, luck: Chance): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    let result = await play(stack, rows[name], luck);
    for (let again = 0; again < AGAIN_MAX && isPlayedAgain(result); again += 1) {
      console.error(`${name} ${round}/${rounds} again: stood still for ${result.standstillMs} ms`);
      result = await play(stack, rows[name], luck);
    }
    results.push(result);
    const { ms, dropped, fault, state } = result;
    const said = fault === null ? '' : `  FAULT ${fault.split('\n')[0]}`;
    console.error(
      `${name} ${round}/${rounds} ${state}: ${ms} ms${dropped > 0 ? '  DROPPED' : ''}${said}`,
    );
  }
  return results;
}

console.error(`seed ${seed}`);
const luck = chance(seed);
const stack = await startStack({
  config: 'tests/contract/hotline.yaml',
  kind: values.freeswitch ? 'freeswitch' : 'practice',
  // A busy machine takes its time to start a bridge: nothing may run out meanwhile.
  edit: (yaml) => yaml.replaceAll('ringSeconds: 4', 'ringSeconds: 60'),
});
const table: { dies: RowName; p50: number; p99: number; unit: 'ms' }[] = [];
let citizensDropped = 0;
let faults = 0;
for (const name of chosen) {
  const results = await playRow(stack, name, luck);
  const figures = results.filter(({ fault }) => fault === null).map(({ ms }) => ms);
  citizensDropped += results.reduce((sum, { dropped }) => sum + dropped, 0);
  faults += results.length - figures.length;
  table.push({
    dies: name,
    p50: percentile(figures, 0.5),
    p99: percentile(figures, 0.99),
    unit: 'ms',
  });
}
await closeRows();
await stack.stop();
if (faults > 0) console.error(`${faults} rounds did not end as they should (seed ${seed})`);
console.log(JSON.stringify({ chaos: 'call', rounds, citizensDropped, rows: table }));
process.exit(citizensDropped > 0 || faults > 0 ? 1 : 0);
