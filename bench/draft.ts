/**
 * `pnpm -s bench draft [--keys 5000] [--folder DIR]`: from the key to the disk, in one run and by turns so that the disk's
 * mood is the same for both:
 *
 *   ours  the desk's own way without the hop between its processes: a change of the draft in the renderer's store, sealed,
 *         written by the seat's SQLite store, until the store says it is on the disk
 *   bare  better-sqlite3 alone writes the same row (as many bytes) with the same promise: WAL, synchronous=FULL
 *
 * The hop, window → main process, is one message there and one back; it costs no disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { openDraftsFile } from '../apps/desktop/src/main/drafts-file.ts';
import { createDrafts, type Drafts } from '../apps/desktop/src/renderer/store/drafts.ts';
import { percentile } from '../tests/chaos/chance.ts';

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '5000' },
    /** On the disk that is to be measured; the default is the system's folder for temporary files. */
    folder: { type: 'string', default: tmpdir() },
  },
});
const keys = Number(values.keys);
/** Not counted: the first ones compile code. */
const WARM_UP = 200;
if (!Number.isInteger(keys) || keys < 100) {
  console.error('--keys is a whole number, at least 100');
  process.exit(2);
}
const SENTENCE = '市民反映长虹路十二号门口的路灯连续四晚不亮，夜间出行不便，希望尽快派人维修。';

const folder = mkdtempSync(path.join(values.folder, 'hotline-bench-draft-'));
const file = openDraftsFile(folder, Date.now, null, (error) =>
  console.error('a fresh file was damaged', error),
);
let ids = 0;
const drafts = createDrafts({
  shelf: file.drafts,
  now: Date.now,
  newId: () => `draft-${(ids += 1)}`,
  setTimer: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});
await drafts.openFor('person');
drafts.begin();
const id = drafts.state.getState().active ?? '';

const bare = new Database(path.join(folder, 'bare.sqlite'));
bare.pragma('journal_mode = WAL');
bare.pragma('synchronous = FULL');
bare.exec(
  'CREATE TABLE draft (draft_id TEXT PRIMARY KEY, body BLOB NOT NULL, saved_at INTEGER NOT NULL)',
);
const putBare = bare.prepare(
  `INSERT INTO draft VALUES (?, ?, ?)
   ON CONFLICT (draft_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
);

/** Resolves once what was typed is on the disk. */
function untilDurable(of: Drafts): Promise<void> {
  const before = of.state.getState().items[id]?.changeNo ?? 0;
  return new Promise((resolve, reject) => {
    const stop = of.state.subscribe(({ items }) => {
      const item = items[id];
      if (item?.save === 'failed') reject(new Error('the disk does not take it'));
      // The change itself is told first, while the draft is still clean from before.
      if (item?.save !== 'clean' || item.changeNo === before) return;
      stop();
      resolve();
    });
  });
}

const ours: number[] = [];
const alone: number[] = [];
let text = '';
for (let n = 0; n < WARM_UP + keys; n += 1) {
  text = text.length > 600 ? '' : text + (SENTENCE[n % SENTENCE.length] ?? '');
  const durable = untilDurable(drafts);
  const pressed = performance.now();
  drafts.change(id, { text });
  // oxlint-disable-next-line no-await-in-loop -- one key after the other
  await durable;
  const saved = performance.now();
  const item = drafts.state.getState().items[id];
  const body = Buffer.from(JSON.stringify(item?.draft));
  const before = performance.now();
  putBare.run(id, body, Date.now());
  const after = performance.now();
  if (n < WARM_UP) continue;
  ours.push(saved - pressed);
  alone.push(after - before);
}
bare.close();
file.drafts.close();
rmSync(folder, { recursive: true });

const figures = (all: readonly number[]) => ({
  p50: Number(percentile(all, 0.5).toFixed(3)),
  p99: Number(percentile(all, 0.99).toFixed(3)),
});
const [ourFigures, bareFigures] = [figures(ours), figures(alone)];
console.log(
  JSON.stringify({
    bench: 'draft',
    unit: 'ms',
    ours: ourFigures,
    bare: bareFigures,
    ratio: {
      p50: Number((ourFigures.p50 / bareFigures.p50).toFixed(2)),
      p99: Number((ourFigures.p99 / bareFigures.p99).toFixed(2)),
    },
  }),
);
