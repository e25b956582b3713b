/**
 * Takes one year's notice of the State Council into the bridge's calendar: `pnpm holidays import FILE`, a YAML or JSON file
 * like config/holidays/2026.yaml. The bridge may run meanwhile, and counts by it from its next question on.
 * Exit codes: 0 taken, or known already · 1 the file is wrong, nothing was taken · 2 wrong use.
 */
import { resolve } from 'node:path';
import { formatProblems, loadCalendarFiles, readHolidayYear } from '../config/index.ts';
import { explainOpenFailure, openHolidayYears, openStore } from '../store/index.ts';
import { createHolidayBook, type Taken } from './holiday-book.ts';

const words: Readonly<Record<Taken, string>> = {
  new: '已导入 imported',
  changed: '已替换原有的一年 imported in place of the one that was known',
  unchanged: '与已有的相同，未改动 known already, nothing changed',
};

function main(): number {
  const [verb, file, ...rest] = process.argv.slice(2);
  if (verb !== 'import' || file === undefined || rest.length > 0) {
    process.stderr.write('用法 usage: pnpm holidays import FILE\n');
    return 2;
  }
  const config = loadCalendarFiles({ env: process.env, workingFolder: process.cwd() });
  if (!config.ok) {
    process.stderr.write(`${formatProblems(config.error)}\n`);
    return 2;
  }
  const notice = readHolidayYear(resolve(file));
  if (!notice.ok) {
    process.stderr.write(`${formatProblems(notice.error)}\n`);
    return 1;
  }
  const { dataFolder, holidays } = config.value;
  const store = openStore(dataFolder);
  if (!store.ok) {
    process.stderr.write(`${explainOpenFailure(store.error, dataFolder)}\n`);
    return 2;
  }
  const book = createHolidayBook(holidays, openHolidayYears(store.value));
  const taken = book.take(notice.value, 'import', Date.now());
  store.value.close();
  process.stdout.write(`${notice.value.year}：${words[taken]}\n`);
  return 0;
}

process.exitCode = main();
