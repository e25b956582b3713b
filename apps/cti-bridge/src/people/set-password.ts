/**
 * Sets a person's password: `node apps/cti-bridge/src/people/set-password.ts <person>`, the password on standard input
 * (asked for without echo on a terminal). Takes effect at once, also while the bridge runs, and ends a lock. A log-in
 * that is under way goes on. Needs no secrets of the bridge.
 */
import { parseArgs } from 'node:util';
import { formatProblems, loadPeople } from '../config/index.ts';
import { explainOpenFailure, openCredentials, openStore } from '../store/index.ts';
import { hashPassword, passwordFault } from './password.ts';
import { readSecret } from './read-secret.ts';

/** @returns the exit code: 0 done, 1 refused, 2 wrong use or configuration. */
async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [person] = positionals;
  if (person === undefined || positionals.length > 1) {
    process.stderr.write('用法 usage: set-password.ts <person>\n');
    return 2;
  }
  const config = loadPeople({ env: process.env, workingFolder: process.cwd() });
  if (!config.ok) {
    process.stderr.write(`${formatProblems(config.error)}\n`);
    return 2;
  }
  const { people: seated, office, halls } = config.value;
  const people = [...seated, ...office, ...halls].map(({ id }) => id);
  if (!people.includes(person)) {
    const known = people.join(', ');
    process.stderr.write(`没有“${person}”这个人 no such person: ${person}\n${known}\n`);
    return 2;
  }
  const password = await readSecret(`${person} 的新口令 new password: `);
  const fault = passwordFault(password, person, config.value.signIn);
  if (fault !== null) {
    process.stderr.write(`${fault.zh}\n${fault.en}\n`);
    return 1;
  }
  const store = openStore(config.value.dataFolder);
  if (!store.ok) {
    process.stderr.write(`${explainOpenFailure(store.error, config.value.dataFolder)}\n`);
    return 1;
  }
  openCredentials(store.value).setHash(person, await hashPassword(password), Date.now());
  store.value.close();
  process.stdout.write(`${person}：口令已设置 password set\n`);
  return 0;
}

process.exitCode = await main();
