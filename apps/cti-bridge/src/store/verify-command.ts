/** What the verifying command says and how it ends; verify-ledger.ts is its process. */
import { parseArgs } from 'node:util';
import { formatProblems, loadPeople, type LoadOptions } from '../config/index.ts';
import { explainOpenFailure, openStoreToRead } from './database.ts';
import { sealAt, verifyLedger } from './verify.ts';

const USAGE =
  '用法 usage: verify-ledger.ts [--from <seq>] [--to <seq>] [--expect <seq>:<64 hex digits>]\n';

export type Said = {
  /** 0 the chain holds · 1 it is broken · 2 wrong use, or no ledger to read: `text` is for standard error then. */
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
};

export function runVerify(options: readonly string[], where: LoadOptions): Said {
  const asked = readArguments(options);
  if (asked === null) return { exitCode: 2, text: USAGE };
  const config = loadPeople(where);
  if (!config.ok) return { exitCode: 2, text: `${formatProblems(config.error)}\n` };
  const { dataFolder } = config.value;
  const store = openStoreToRead(dataFolder);
  if (!store.ok) {
    return { exitCode: 2, text: `${explainOpenFailure(store.error, dataFolder)}\n` };
  }
  try {
    const { from, to, expect } = asked;
    const expected = expect === null ? null : sealAt(store.value, expect.seq);
    if (expect !== null && expected !== expect.seal) {
      return {
        exitCode: 1,
        text: `台账第 ${expect.seq} 条的封印与给出的不同 broken: the seal of fact ${expect.seq} is ${expected ?? 'gone'}\n`,
      };
    }
    const { brokenAt, checked, last } = verifyLedger(store.value, from, to ?? undefined);
    return brokenAt === null
      ? {
          exitCode: 0,
          text: `台账完好 intact: ${checked} facts${last === null ? '' : `, ${last.seq}:${last.hash}`}\n`,
        }
      : { exitCode: 1, text: `台账在第 ${brokenAt} 条处断裂 broken: fact ${brokenAt}\n` };
  } finally {
    store.value.close();
  }
}

type Asked = {
  readonly from: number;
  readonly to: number | null;
  readonly expect: { readonly seq: number; readonly seal: string } | null;
};

function readArguments(given: readonly string[]): Asked | null {
  try {
    const { values } = parseArgs({
      args: [...given],
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
