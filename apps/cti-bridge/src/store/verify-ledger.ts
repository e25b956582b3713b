/**
 * Whether the ledger (话务台账) is as it was written: `node apps/cti-bridge/src/store/verify-ledger.ts`, also while the
 * bridge runs. Prints one line. Exit codes: 0 the chain holds · 1 it is broken · 2 wrong use, or no ledger to read.
 *
 *   --from <seq> --to <seq>   a part of it; the seal before `from` is taken as right
 *   --expect <seq>:<seal>     as printed by an earlier run: finds a ledger that was cut off or sealed anew
 */
import { parseArgs } from 'node:util';
import { formatProblems, loadPeople } from '../config/index.ts';
import { explainOpenFailure, openStoreToRead } from './database.ts';
import { sealAt, verifyLedger } from './verify.ts';

const USAGE =
  '用法 usage: verify-ledger.ts [--from <seq>] [--to <seq>] [--expect <seq>:<64 hex digits>]\n';

/** @returns the exit code. */
function main(): number {
  const asked = readArguments();
  if (asked === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const config = loadPeople({ env: process.env, workingFolder: process.cwd() });
  if (!config.ok) {
    process.stderr.write(`${formatProblems(config.error)}\n`);
    return 2;
  }
  const store = openStoreToRead(config.value.dataFolder);
  if (!store.ok) {
    process.stderr.write(`${explainOpenFailure(store.error, config.value.dataFolder)}\n`);
    return 2;
  }
  try {
    const { from, to, expect } = asked;
    const expected = expect === null ? null : sealAt(store.value, expect.seq);
    if (expect !== null && expected !== expect.seal) {
      process.stdout.write(
        `台账第 ${expect.seq} 条的封印与给出的不同 broken: the seal of fact ${expect.seq} is ${expected ?? 'gone'}\n`,
      );
      return 1;
    }
    const { brokenAt, checked, last } = verifyLedger(store.value, from, to ?? undefined);
    if (brokenAt !== null) {
      process.stdout.write(`台账在第 ${brokenAt} 条处断裂 broken: fact ${brokenAt}\n`);
      return 1;
    }
    process.stdout.write(
      `台账完好 intact: ${checked} facts${last === null ? '' : `, ${last.seq}:${last.hash}`}\n`,
    );
    return 0;
  } finally {
    store.value.close();
  }
}

type Asked = {
  readonly from: number;
  readonly to: number | null;
  readonly expect: { readonly seq: number; readonly seal: string } | null;
};

function readArguments(): Asked | null {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string', default: '1' },
        to: { type: 'string' },
        expect: { type: 'string' },
      },
    });
    const numbers = [values.from, values.to ?? '1'];
    if (!numbers.every((value) => /^[1-9]\d{0,15}$/.test(value))) return null;
    const expect = /^([1-9]\d{0,15}):([0-9a-f]{64})$/.exec(values.expect ?? '');
    if (values.expect !== undefined && expect === null) return null;
    return {
      from: Number(values.from),
      to: values.to === undefined ? null : Number(values.to),
      expect: expect === null ? null : { seq: Number(expect[1]), seal: expect[2] ?? '' },
    };
  } catch {
    // An option that does not exist.
    return null;
  }
}

process.exitCode = main();
