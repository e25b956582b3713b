import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person, SignedInPerson } from '../ports.ts';
import { openCredentials, openLogIns, openStore, type Store } from '../store/index.ts';
import { createLogInRegistry } from './log-in-registry.ts';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';
import { createSignIn } from './sign-in.ts';
import { triesInMemory } from './try-counter.ts';

const lin: SignedInPerson = {
  person: 'lin',
  name: '林',
  seatId: '1001',
  role: 'agent',
  skills: [],
};
const zhou: SignedInPerson = {
  person: 'zhou',
  name: '周',
  seatId: '1001',
  role: 'agent',
  skills: [],
};
const dispatcher: Person = { person: 'pai', name: '派单员', seatId: null, role: 'office' };
const clerk: Person = { person: 'ban', name: '经办人', seatId: null, role: 'office' };
const personOf = (person: string) =>
  [lin, zhou, dispatcher, clerk].find((each) => each.person === person) ?? null;

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-people-'));
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe('passwords', () => {
  const rules = { passwordLength: 8, passwordClasses: 3 };
  it.each([
    ['Short1!', 'characters'],
    ['alllowercase', 'lower case'],
    ['UPPER123', 'lower case'],
    ['Xlin2026x', 'account name'],
    [`Aa1${'x'.repeat(300)}`, 'too long'],
  ])('refuses %s', (password, words) => {
    expect(passwordFault(password, 'lin', rules)?.en).toContain(words);
  });
  it('takes a good one and verifies only it', async () => {
    expect(passwordFault('Good-enough', 'lin', rules)).toBeNull();
    const hash = await hashPassword('Good-enough');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await verifyPassword(hash, 'Good-enough')).toBe(true);
    expect(await verifyPassword(hash, 'good-enough')).toBe(false);
    expect(await verifyPassword(null, 'Good-enough')).toBe(false);
    expect(await verifyPassword('no hash at all', 'Good-enough')).toBe(false);
  });
});

describe('sign-in', () => {
  const rules = { tries: 5, lockSeconds: 300 };
  let now = 1_000_000;

  async function signInWith(tries = openCredentials(store)) {
    const credentials = openCredentials(store);
    credentials.setHash('lin', await hashPassword('Right-one1'), 1);
    return createSignIn({
      personOf,
      hashOf: (person) => credentials.hashOf(person),
      tries,
      rules,
      now: () => now,
    });
  }

  it('lets the right password in', async () => {
    const signIn = await signInWith();
    expect(await signIn('lin', 'Right-one1')).toEqual({ ok: true, value: lin });
    expect(await signIn('zhou', 'Right-one1')).toMatchObject({ ok: false });
  });

  it('locks after five wrong tries for five minutes, over a restart, the right password included', async () => {
    let signIn = await signInWith();
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await signIn('lin', 'wrong')).toEqual({
        ok: false,
        error: { code: 'wrong-password', triesLeft },
      });
    }
    expect(await signIn('lin', 'wrong')).toEqual({
      ok: false,
      error: { code: 'locked', retryAfterMs: 300_000 },
    });
    now += 1000;
    const credentials = openCredentials(store);
    signIn = createSignIn({
      personOf,
      hashOf: (person) => credentials.hashOf(person),
      tries: credentials,
      rules,
      now: () => now,
    });
    expect(await signIn('lin', 'Right-one1')).toEqual({
      ok: false,
      error: { code: 'locked', retryAfterMs: 299_000 },
    });
    now += 299_000;
    expect(await signIn('lin', 'wrong')).toEqual({
      ok: false,
      error: { code: 'wrong-password', triesLeft: 4 },
    });
    expect(await signIn('lin', 'Right-one1')).toMatchObject({ ok: true });
    expect(await signIn('lin', 'wrong')).toMatchObject({ error: { triesLeft: 4 } });
  });

  it('looks at five guesses at most when fifty come at once', async () => {
    const signIn = await signInWith();
    const answers = await Promise.all(Array.from({ length: 50 }, () => signIn('lin', 'wrong')));
    const codes = answers.map((each) => (each.ok ? 'in' : each.error.code));
    expect(codes.filter((code) => code === 'wrong-password')).toHaveLength(4);
    expect(codes.filter((code) => code === 'locked')).toHaveLength(46);
  });

  it('cannot be used to find out who exists', async () => {
    const signIn = await signInWith();
    const both = [];
    for (let each = 0; each < 6; each += 1) {
      both.push([await signIn('lin', 'wrong'), await signIn('nobody', 'wrong')]);
    }
    for (const [known, unknown] of both) expect(unknown).toEqual(known);
  });

  it('remembers a bounded number of strange names', () => {
    const tries = triesInMemory(2);
    for (const name of ['a', 'b', 'c']) tries.setTries(name, { tries: 1, lockedUntil: 0 });
    expect(['a', 'b', 'c'].map((name) => tries.triesOf(name).tries)).toEqual([0, 1, 1]);
  });
});

const open = () =>
  createLogInRegistry({
    store: openLogIns(store),
    domain: 'pbx.test',
    lifetimeMs: 600_000,
    personOf,
  });

describe('log-ins', () => {
  it('gives a token and a SIP credential of which only hashes are kept', () => {
    const logIns = open();
    const { token, sipPassword, logIn } = logIns.begin(lin, 1000);
    expect(logIn.a1Hash).toBe(
      createHash('md5').update(`1001:pbx.test:${sipPassword}`).digest('hex'),
    );
    expect(logIns.byToken(token, 1001)).toBe(logIn);
    expect(logIns.bySeat('1001', 1001)).toBe(logIn);
    const kept = JSON.stringify(store.prepare('SELECT * FROM log_in').all());
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(sipPassword);
  });

  it('survives a restart with token and SIP credential', () => {
    const { token, logIn } = open().begin(lin, 1000);
    expect(open().byToken(token, 2000)).toEqual(logIn);
  });

  it('ends with its time, slides while connected, and forgets nobody twice', () => {
    const logIns = open();
    const { token, logIn } = logIns.begin(lin, 0);
    logIns.touch(logIn, 300_000);
    expect(logIns.byToken(token, 899_999)).toBe(logIn);
    expect(logIns.byToken(token, 900_000)).toBeNull();
    expect(logIns.bySeat('1001', 900_000)).toBeNull();
    expect(logIns.expired(900_000)).toEqual([logIn]);
    expect(open().byToken(token, 899_999)).not.toBeNull();
    expect([logIns.end(logIn), logIns.end(logIn)]).toEqual([true, false]);
    expect(open().all()).toEqual([]);
  });

  it('gives a seat to the newer of two people, and a person to the newer of two programs', () => {
    const logIns = open();
    const first = logIns.begin(lin, 0);
    const second = logIns.begin(lin, 1);
    expect(second.replaced).toEqual([first.logIn]);
    const third = logIns.begin(zhou, 2);
    expect(third.replaced).toEqual([second.logIn]);
    expect(logIns.byToken(first.token, 3)).toBeNull();
    expect(logIns.byToken(second.token, 3)).toBeNull();
    expect(open().all()).toEqual([third.logIn]);
  });

  it('lets people without a seat in beside each other, without a credential of a telephone', () => {
    const logIns = open();
    const one = logIns.begin(dispatcher, 0);
    const other = logIns.begin(clerk, 0);
    expect(other.replaced).toEqual([]);
    expect(one.logIn.a1Hash).toBe('');
    expect(logIns.byToken(one.token, 1)).toMatchObject({ person: 'pai', seatId: null });
    const again = logIns.begin(dispatcher, 1);
    expect(again.replaced).toEqual([one.logIn]);
    expect(logIns.bySeat('pai', 1)).toBeNull();
    // A restarted bridge lets them stay.
    expect(open().byToken(other.token, 2)).toMatchObject({ person: 'ban', seatId: null });
  });

  it('drops a log-in of somebody the configuration no longer has', () => {
    open().begin(lin, 0);
    const without = createLogInRegistry({
      store: openLogIns(store),
      domain: 'd',
      lifetimeMs: 1,
      personOf: () => null,
    });
    expect(without.all()).toEqual([]);
    expect(openLogIns(store).all()).toEqual([]);
  });
});

describe('set-password.ts', () => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const run = (person: string, password: string) =>
    spawnSync(process.execPath, ['apps/cti-bridge/src/people/set-password.ts', person], {
      cwd: root,
      input: `${password}\n`,
      env: { PATH: process.env['PATH'], HOTLINE_DATA: folder },
      encoding: 'utf8',
    });

  it('sets a good password, refuses a weak one and an unknown person', async () => {
    expect(run('zhou.min', 'weak')).toMatchObject({ status: 1 });
    expect(run('zhou.mim', 'Good-enough1')).toMatchObject({ status: 2 });
    expect(run('zhou.min', 'Good-enough1')).toMatchObject({ status: 0, stderr: '' });
    expect(await verifyPassword(openCredentials(store).hashOf('zhou.min'), 'Good-enough1')).toBe(
      true,
    );
  });
});
