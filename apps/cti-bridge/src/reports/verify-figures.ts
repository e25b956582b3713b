/**
 * `pnpm verify-ledger`, also while the bridge runs: an independent count of the ledger's facts beside what the wallboard
 * and the reports say. Exit codes: 0 all agree · 1 they differ, or the ledger is broken · 2 wrong use, nothing to read.
 */
import { runVerifyFigures } from './verify-command.ts';

const { exitCode, text } = await runVerifyFigures(process.argv.slice(2), {
  env: process.env,
  workingFolder: process.cwd(),
});
(exitCode === 2 ? process.stderr : process.stdout).write(text);
process.exitCode = exitCode;
