import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { emptyDraft } from '@hotline/domain/draft';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftsConformance } from '../shared/drafts-conformance.ts';
import { openDraftsFile } from './drafts-file.ts';
import { openSqliteDrafts, type SqliteDrafts } from './sqlite-drafts.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hotline-drafts-'));
  file = path.join(folder, 'drafts.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('drafts in SQLite', () => {
  it.each(Object.entries(draftsConformance))('%s', async (_name, step) => {
    const now = { value: 1_700_000_000_000 };
    let current: SqliteDrafts | null = null;
    const open = async () => (current = openSqliteDrafts(file, () => now.value));
    const reopen = () => {
      current?.close();
      return open();
    };
    await expect(step({ now, open, reopen })).resolves.toBeUndefined();
  });

  it('commits with a full sync into a write-ahead log', async () => {
    const drafts = openSqliteDrafts(file, Date.now);
    await drafts.save(emptyDraft('d-1', null));
    const db = new Database(file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
    drafts.close();
  });

  it('one unreadable draft does not hide the others', async () => {
    const drafts = openSqliteDrafts(file, Date.now);
    await drafts.save(emptyDraft('good', null));
    await drafts.save(emptyDraft('bad', null));
    const db = new Database(file);
    db.prepare("UPDATE draft SET body = '{}' WHERE draft_id = 'bad'").run();
    db.close();
    expect((await drafts.list()).map(({ draftId }) => draftId)).toEqual(['good']);
    await expect(drafts.load('bad')).rejects.toMatchObject({ code: 'disk' });
    drafts.close();
  });
});

describe('killed in the middle of writing', () => {
  /** Saves numbered texts as fast as it can and says each number once its save has resolved. */
  const writer = `
    import { openSqliteDrafts } from ${JSON.stringify(path.join(import.meta.dirname, 'sqlite-drafts.ts'))};
    import { emptyDraft } from '@hotline/domain/draft';
    const drafts = openSqliteDrafts(process.argv[1], Date.now);
    for (let n = 1; ; n += 1) {
      await drafts.save({ ...emptyDraft('d-1', null), text: String(n) });
      process.stdout.write(n + '\\n');
    }
  `;

  it('nothing whose save resolved is lost', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer, file], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      said = Number(line);
      if (said === 50) child.kill('SIGKILL');
    }
    expect(said).toBeGreaterThanOrEqual(50);
    const { drafts, notices } = openDraftsFile(folder, Date.now, () => undefined);
    expect(notices).toEqual([]);
    const kept = Number((await drafts.load('d-1'))?.draft.text);
    // At most the one save that was on its way is there without having been said.
    expect([said, said + 1]).toContain(kept);
    drafts.close();
  });
});

const openAgain = () =>
  openDraftsFile(
    folder,
    () => 1_700_000_000_000,
    () => undefined,
  );

describe('a damaged file is kept aside', () => {
  it('not a database at all', async () => {
    writeFileSync(file, 'this was never a database, but somebody may want it back');
    const { drafts, notices } = openAgain();
    const keptAs = `${file}.damaged-2023-11-14T22-13-20-000Z`;
    expect(notices).toEqual([{ code: 'drafts-set-aside', keptAs }]);
    expect(readFileSync(keptAs, 'utf8')).toContain('somebody may want it back');
    await drafts.save(emptyDraft('d-1', null));
    expect(await drafts.list()).toHaveLength(1);
    drafts.close();
  });

  it('pages torn off its end', async () => {
    const first = openAgain();
    for (let n = 0; n < 200; n += 1) {
      await first.drafts.save({ ...emptyDraft(`d-${n}`, null), text: 'x'.repeat(500) });
    }
    first.drafts.close();
    truncateSync(file, 24 * 1024);
    const second = openAgain();
    expect(second.notices).toHaveLength(1);
    expect(await second.drafts.list()).toEqual([]);
    second.drafts.close();
  });

  it('another program’s database, and one of a later version', () => {
    const other = new Database(file);
    other.exec('CREATE TABLE theirs (x)');
    other.close();
    const opened = openAgain();
    expect(opened.notices).toHaveLength(1);
    opened.drafts.close();
    const later = new Database(file);
    later.pragma('user_version = 99');
    later.close();
    const again = openDraftsFile(
      folder,
      () => 1_800_000_000_000,
      () => undefined,
    );
    expect(again.notices).toHaveLength(1);
    again.drafts.close();
  });

  it('a file that may not be read is not damage: it stays, and nothing starts', async () => {
    const missing = path.join(folder, 'no', 'such', 'folder');
    expect(() => openDraftsFile(missing, Date.now, () => undefined)).toThrow(/disk/u);
    const { drafts } = openAgain();
    await drafts.save(emptyDraft('d-1', null));
    drafts.close();
    const holder = new Database(file);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
    expect(openAgain).toThrow(/disk/u);
    holder.exec('ROLLBACK');
    holder.close();
    const again = openAgain();
    expect(again.notices).toEqual([]);
    expect(await again.drafts.list()).toHaveLength(1);
    again.drafts.close();
    await promisify(execFile)('ls', [folder]).then(({ stdout }) =>
      expect(stdout).not.toContain('damaged'),
    );
  });
});
