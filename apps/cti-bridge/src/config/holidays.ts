import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { holidayYear, type HolidayYear } from '@hotline/domain/calendar';
import { err, ok, type Result } from '@hotline/domain/result';
import type { ConfigProblem } from './problem.ts';
import { readYaml } from './read-yaml.ts';

/** One notice of the State Council, as YAML or JSON. */
export const readHolidayYear = (path: string): Result<HolidayYear, ConfigProblem[]> =>
  readYaml(path, holidayYear);

/** Every notice of a folder; a folder that is not there has none, and working days can then not be counted. */
export function readHolidays(folder: string): Result<readonly HolidayYear[], ConfigProblem[]> {
  let names: readonly string[];
  try {
    names = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted();
  } catch {
    return ok([]);
  }
  const read = names.map((name) => readHolidayYear(join(folder, name)));
  const problems = read.flatMap((one) => (one.ok ? [] : one.error));
  return problems.length > 0
    ? err(problems)
    : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}
