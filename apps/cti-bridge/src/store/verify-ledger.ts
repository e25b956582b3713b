/**
 * Whether the ledger (话务台账) is as it was written: `node apps/cti-bridge/src/store/verify-ledger.ts`, also while the
 * bridge runs. Prints one line. Exit codes: 0 the chain holds · 1 it is broken · 2 wrong use, or no ledger to read.
 *
 *   --from <seq> --to <seq>   a part of it; the seal before `from` is taken as right
 *   --expect <seq>:<seal>     as printed by an earlier run: finds a ledger that was cut off or sealed anew
 */
import { runVerify } from './verify-command.ts';

const { exitCode, text } = runVerify(process.argv.slice(2), {
  env: process.env,
  workingFolder: process.cwd(),
});
(exitCode === 2 ? process.stderr : process.stdout).write(text);
process.exitCode = exitCode;
