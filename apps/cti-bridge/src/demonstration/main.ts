/**
 * `pnpm demonstrate [--months 3] [--calls 300] [--seed 12345]`: fills the empty data folder (HOTLINE_DATA) with that many
 * months, so many calls on a working day. Exit codes: 0 filled · 1 not · 2 wrong use, wrong configuration.
 */
import { parseArgs } from 'node:util';
import { formatProblems, loadConfig } from '../config/index.ts';
import { fill } from './fill.ts';

const { values } = parseArgs({
  options: {
    months: { type: 'string', default: '3' },
    calls: { type: 'string', default: '300' },
    seed: { type: 'string', default: '12345' },
  },
});
const months = Number(values.months);
const calls = Number(values.calls);
const seed = Number(values.seed);

async function main(): Promise<number> {
  const isRight =
    Number.isInteger(months) &&
    months >= 1 &&
    months <= 24 &&
    Number.isInteger(calls) &&
    calls >= 1 &&
    calls <= 20_000 &&
    Number.isInteger(seed);
  if (!isRight) {
    process.stderr.write('用法 usage: demonstrate [--months 1–24] [--calls 1–20000] [--seed N]\n');
    return 2;
  }
  const config = loadConfig({ env: process.env, workingFolder: process.cwd() });
  if (!config.ok) {
    process.stderr.write(`${formatProblems(config.error)}\n`);
    return 2;
  }
  const filled = await fill({
    config: config.value,
    days: months * 30,
    callsPerDay: calls,
    seed,
    now: Date.now(),
    progress: (done, of) => void process.stderr.write(`\r演示数据 demonstration ${done}/${of}`),
  });
  process.stderr.write('\n');
  if (!filled.ok) {
    process.stderr.write(`${filled.error}\n`);
    return 1;
  }
  process.stdout.write(
    `${filled.value.calls} 通来电 calls, ${filled.value.tickets} 件工单 tickets\n`,
  );
  return 0;
}

process.exitCode = await main();
