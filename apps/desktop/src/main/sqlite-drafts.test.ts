import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { emptyDraft } from '@hotline/domain/draft';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentsConformance } from '../shared/attachments-conformance.ts';
import { draftsConformance } from '../shared/drafts-conformance.ts';
import { aesCipher, KEY_BYTES } from './drafts-cipher.ts';
import { openDraftsFile } from './drafts-file.ts';
import { openSqliteDrafts, type SqliteDrafts } from './sqlite-drafts.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hotline-drafts-'));
  file = path.join(folder, 'drafts.sqlite');
});
const cipher = aesCipher(Buffer.alloc(KEY_BYTES, 7));
const LIN = 'lin';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a full disk does: no file of this process may grow beyond it (setrlimit(2), RLIMIT_FSIZE). */
const hold = (bytes: string) =>
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);

describe('drafts in SQLite', () => {
  it.each(Object.entries(draftsConformance))('%s', async (_name, step) => {
    const now = { value: 1_700_000_000_000 };
    let current: SqliteDrafts | null = null;
    const open = async () => (current = openSqliteDrafts(file, () => now.value, cipher));
    const reopen = () => {
      current?.close();
      return open();
    };
    await expect(step({ now, open, reopen })).resolves.toBeUndefined();
  });

  it.each(Object.entries(attachmentsConformance))('attachments: %s', async (_name, step) => {
    const now = { value: 1_700_000_000_000 };
    let current: SqliteDrafts | null = null;
    const open = async () => {
      current = openSqliteDrafts(file, () => now.value, cipher);
      return current.attachments;
    };
    const reopen = () => {
      current?.close();
      return open();
    };
    await expect(step({ now, open, reopen })).resolves.toBeUndefined();
  });

  it('of an attachment neither name nor bytes are readable on the disk', async () => {
    const drafts = openSqliteDrafts(file, Date.now, cipher);
    const content = new Uint8Array(Buffer.from('机密内容'.repeat(100)));
    const named = { id: 'a-1', draftId: 'd-1', name: '机密.txt', type: 'text/plain' };
    await drafts.attachments.of(LIN).add(named, content);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, name)).includes('机密')).toBe(false);
    }
    drafts.close();
  });

  it('commits with a full sync into a write-ahead log', async () => {
    const drafts = openSqliteDrafts(file, Date.now, cipher);
    await drafts.of(LIN).save(emptyDraft('d-1', null));
    const db = new Database(file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
    drafts.close();
  });

  it('is not readable on the disk, neither text nor title, in no file of it', async () => {
    const drafts = openSqliteDrafts(file, Date.now, cipher);
    await drafts.of(LIN).save({ ...emptyDraft('d-1', null), title: '机密标题', text: '机密内容' });
    for (const name of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, name)).includes('机密')).toBe(false);
    }
    drafts.close();
  });

  it('one that was changed on the disk does not open, and does not hide the others', async () => {
    const drafts = openSqliteDrafts(file, Date.now, cipher);
    const lin = drafts.of(LIN);
    await lin.save(emptyDraft('good', null));
    await lin.save({ ...emptyDraft('bad', null), title: '改' });
    const db = new Database(file);
    db.prepare("UPDATE draft SET body = zeroblob(40) WHERE draft_id = 'bad'").run();
    expect((await lin.list()).map(({ draftId }) => draftId)).toEqual(['good']);
    await expect(lin.load('bad')).rejects.toMatchObject({ code: 'disk' });
    expect(drafts.unreadable()).toBe(1);
    // Nor does one that was given to somebody else behind the program's back.
    db.prepare("UPDATE draft SET owner = 'chen' WHERE draft_id = 'good'").run();
    db.close();
    expect(await drafts.of('chen').list()).toEqual([]);
    drafts.close();
  });

  it.runIf(process.platform === 'linux')(
    'full: says so, keeps what was there, and takes it once there is room',
    async () => {
      const drafts = openDraftsFile(folder, Date.now, null, () => undefined).drafts;
      const draft = emptyDraft('d-1', null);
      await drafts.of(LIN).save(draft);
      const { size } = statSync(`${file}-wal`);
      const long = { ...draft, text: '长'.repeat(50_000) };
      hold(String(size));
      try {
        await expect(drafts.of(LIN).save(long)).rejects.toMatchObject({ name: 'PlatformError' });
      } finally {
        hold('unlimited');
      }
      expect((await drafts.of(LIN).load('d-1'))?.draft).toEqual(draft);
      await drafts.of(LIN).save(long);
      expect((await drafts.of(LIN).load('d-1'))?.draft.text).toHaveLength(50_000);
      drafts.close();
    },
  );

  it('in use by another program: says so soon, and goes on after it', async () => {
    const drafts = openSqliteDrafts(file, Date.now, cipher);
    const holder = new Database(file);
    holder.exec('BEGIN IMMEDIATE');
    const draft = emptyDraft('d-1', null);
    await expect(drafts.of(LIN).save(draft)).rejects.toMatchObject({ code: 'disk-busy' });
    holder.exec('ROLLBACK');
    holder.close();
    await drafts.of(LIN).save(draft);
    expect(await drafts.of(LIN).list()).toHaveLength(1);
    drafts.close();
  });
});

describe('killed in the middle of writing', () => {
  /** Saves numbered texts as fast as it can and says each number once its save has resolved. */
  const writer = `
    import { openSqliteDrafts } from ${JSON.stringify(path.join(import.meta.dirname, 'sqlite-drafts.ts'))};
    import { aesCipher } from ${JSON.stringify(path.join(import.meta.dirname, 'drafts-cipher.ts'))};
    import { emptyDraft } from '@hotline/domain/draft';
    const cipher = aesCipher(Buffer.alloc(32, 7));
    const drafts = openSqliteDrafts(process.argv[1], Date.now, cipher).of('lin');
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
    const drafts = openSqliteDrafts(file, Date.now, cipher);
    const kept = Number((await drafts.of(LIN).load('d-1'))?.draft.text);
    // At most the one save that was on its way is there without having been said.
    expect([said, said + 1]).toContain(kept);
    drafts.close();
  });
});

const openAgain = (now = 1_700_000_000_000) =>
  openDraftsFile(
    folder,
    () => now,
    null,
    () => undefined,
  );
/** Of the drafts themselves; that the key lies in a file is told at each start. */
const told = ({ notices }: ReturnType<typeof openAgain>) =>
  notices.filter(({ code }) => code !== 'drafts-key-in-file');

/** 200 drafts of 500 characters over some 90 pages. */
async function filled(): Promise<void> {
  const { drafts } = openAgain();
  for (let n = 0; n < 200; n += 1) {
    const text = `${n} ${'x'.repeat(500)}`;
    await drafts.of(LIN).save({ ...emptyDraft(`d-${n}`, null), text });
  }
  drafts.close();
}
async function rescuedAfter(): Promise<readonly number[]> {
  const opened = openAgain();
  const [notice] = told(opened);
  const listed = await opened.drafts.of(LIN).list();
  expect(notice).toMatchObject({ code: 'drafts-set-aside', rescued: listed.length });
  const numbers = await Promise.all(
    listed.map(async ({ draftId }) => {
      const { draft } = (await opened.drafts.of(LIN).load(draftId)) ?? {};
      expect(draft?.text).toBe(`${draftId.slice(2)} ${'x'.repeat(500)}`);
      return Number(draftId.slice(2));
    }),
  );
  opened.drafts.close();
  return numbers;
}

describe('a damaged file is kept aside', () => {
  it('not a database at all', async () => {
    writeFileSync(file, 'this was never a database, but somebody may want it back');
    const opened = openAgain();
    const keptAs = `${file}.damaged-2023-11-14T22-13-20-000Z`;
    expect(told(opened)).toEqual([{ code: 'drafts-set-aside', keptAs, rescued: 0 }]);
    expect(readFileSync(keptAs, 'utf8')).toContain('somebody may want it back');
    await opened.drafts.of(LIN).save(emptyDraft('d-1', null));
    expect(await opened.drafts.of(LIN).list()).toHaveLength(1);
    opened.drafts.close();
  });

  it('pages torn off its end: what lies before them is rescued', async () => {
    await filled();
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    const rescued = await rescuedAfter();
    expect(rescued.length).toBeGreaterThan(20);
    expect(rescued.length).toBeLessThan(200);
  });

  it('pages overwritten in its middle: both sides are rescued', async () => {
    await filled();
    const to = openSync(file, 'r+');
    const pages = Math.floor(statSync(file).size / 4096);
    for (const page of [0.4, 0.45, 0.5]) {
      writeSync(to, Buffer.alloc(4096, 0xee), 0, 4096, Math.floor(pages * page) * 4096);
    }
    closeSync(to);
    const rescued = await rescuedAfter();
    expect(rescued.length).toBeGreaterThan(150);
    expect(rescued.length).toBeLessThan(200);
    expect([Math.min(...rescued), Math.max(...rescued)]).toEqual([0, 199]);
  });

  it('another program’s database', () => {
    const other = new Database(file);
    other.exec('CREATE TABLE theirs (x)');
    other.close();
    const opened = openAgain();
    expect(told(opened)).toHaveLength(1);
    opened.drafts.close();
  });

  it('a file in use, or in no folder, is not damage: it stays, and nothing starts', async () => {
    const missing = path.join(folder, 'no', 'such', 'folder');
    expect(() => openDraftsFile(missing, Date.now, null, () => undefined)).toThrow(/ENOENT/u);
    const { drafts } = openAgain();
    await drafts.of(LIN).save(emptyDraft('d-1', null));
    drafts.close();
    const holder = new Database(file);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
    expect(openAgain).toThrow(/disk-busy/u);
    holder.exec('ROLLBACK');
    holder.close();
    const again = openAgain();
    expect(told(again)).toEqual([]);
    expect(await again.drafts.of(LIN).list()).toHaveLength(1);
    again.drafts.close();
    expect(readdirSync(folder).join()).not.toContain('damaged');
  });
});

const body = (text: string) => JSON.stringify({ ...emptyDraft('d-1', 'call-1'), text });

describe('files of other versions', () => {
  const SECRET = '机密内容';
  function fileOfVersion1(): void {
    const old = new Database(file);
    old.pragma('journal_mode = WAL');
    old.exec(`
      CREATE TABLE draft (draft_id TEXT PRIMARY KEY, body TEXT NOT NULL, status TEXT NOT NULL,
        created_at INTEGER NOT NULL, saved_at INTEGER NOT NULL, version_at INTEGER) STRICT;
      CREATE TABLE version (version_id INTEGER PRIMARY KEY, draft_id TEXT NOT NULL, body TEXT NOT NULL,
        saved_at INTEGER NOT NULL) STRICT;
      CREATE INDEX version_by_draft ON version (draft_id, version_id);
      PRAGMA application_id = 0x48544c44;
      PRAGMA user_version = 1;
    `);
    old
      .prepare("INSERT INTO draft VALUES ('d-1', ?, ?, 1, 3, 3)")
      .run(body(SECRET), JSON.stringify({ kind: 'to-file', since: 3 }));
    old.prepare("INSERT INTO version VALUES (1, 'd-1', ?, 2)").run(body('第一稿'));
    old.close();
  }

  it('1: sealed, and theirs who signs in first; nothing plain is left', async () => {
    fileOfVersion1();
    expect(readFileSync(file).includes(SECRET)).toBe(true);
    const opened = openAgain();
    expect(told(opened)).toEqual([]);
    const lin = opened.drafts.of(LIN);
    expect(await lin.list()).toMatchObject([{ draftId: 'd-1', status: { kind: 'to-file' } }]);
    expect((await lin.load('d-1'))?.draft.text).toBe(SECRET);
    expect((await lin.versions('d-1')).map(({ draft }) => draft.text)).toEqual(['第一稿']);
    expect(await opened.drafts.of('chen').list()).toEqual([]);
    opened.drafts.close();
    for (const name of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, name)).includes(SECRET)).toBe(false);
    }
  });

  it('a newer one is refused and not touched', () => {
    openAgain().drafts.close();
    const later = new Database(file);
    later.pragma('user_version = 99');
    later.close();
    const before = readFileSync(file);
    expect(() => openAgain()).toThrow(/newer-drafts: version 99/u);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).join()).not.toContain('damaged');
  });
});

describe('the key', () => {
  /** Hexadecimal: enough to tell kept from plain. */
  const store = {
    encryptString: (plain: string) => Buffer.from(Buffer.from(plain).toString('hex')),
    decryptString: (sealed: Buffer) => Buffer.from(sealed.toString(), 'hex').toString(),
  };
  const openWith = (keyStore: typeof store | null) =>
    openDraftsFile(
      folder,
      () => 1_700_000_000_000,
      keyStore,
      () => undefined,
    );

  it('without a key store lies in a file for this account only, and the person is told', () => {
    const opened = openWith(null);
    expect(opened.notices).toMatchObject([{ code: 'drafts-key-in-file' }]);
    expect(statSync(path.join(folder, 'drafts.key')).mode & 0o777).toBe(0o600);
    opened.drafts.close();
  });

  it('moves into a key store that has come since, and its drafts still open', async () => {
    const first = openWith(null);
    await first.drafts.of(LIN).save(emptyDraft('d-1', null));
    first.drafts.close();
    const plain = readFileSync(path.join(folder, 'drafts.key'), 'utf8');
    const second = openWith(store);
    expect(second.notices).toEqual([]);
    expect(await second.drafts.of(LIN).list()).toHaveLength(1);
    second.drafts.close();
    const kept = JSON.parse(readFileSync(path.join(folder, 'drafts.key'), 'utf8')) as {
      key: string;
    };
    expect(kept).toMatchObject({ keptBy: 'system' });
    expect(plain).not.toContain(kept.key);
  });

  it('that is gone leaves its drafts where they are, tells of them, and they open once it is back', async () => {
    const first = openWith(store);
    await first.drafts.of(LIN).save(emptyDraft('d-1', null));
    first.drafts.close();
    copyFileSync(path.join(folder, 'drafts.key'), path.join(folder, 'safe'));
    writeFileSync(path.join(folder, 'drafts.key'), '{}');
    const second = openWith(store);
    expect(second.notices.map(({ code }) => code)).toEqual([
      'drafts-key-set-aside',
      'drafts-unreadable',
    ]);
    expect(await second.drafts.of(LIN).list()).toEqual([]);
    await second.drafts.of(LIN).save(emptyDraft('d-2', null));
    second.drafts.close();
    copyFileSync(path.join(folder, 'safe'), path.join(folder, 'drafts.key'));
    const third = openWith(store);
    expect((await third.drafts.of(LIN).list()).map(({ draftId }) => draftId)).toEqual(['d-1']);
    third.drafts.close();
  });
});
