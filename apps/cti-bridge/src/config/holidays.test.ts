import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dueAt, workingCalendar } from '@hotline/domain/calendar';
import { afterAll, describe, expect, it } from 'vitest';
import { changedConfig, problemsOf, same } from './testing/changed-config.ts';

const config = changedConfig();
afterAll(() => config.forget());

/** Of 2026 as in the project's requirements, of both as in the notices. */
describe('the notices that come with the hotline', () => {
  it.each([
    ['2025-01-27', '2025-02-05', '春节 2025'],
    ['2025-09-30', '2025-10-09', '国庆节 2025'],
    ['2025-12-31', '2026-01-04', '元旦 2026, with 1/4 worked'],
    ['2026-02-13', '2026-02-14', '2/14 worked'],
    ['2026-02-14', '2026-02-24', '春节 2026'],
    ['2026-02-27', '2026-02-28', '2/28 worked'],
    ['2026-04-03', '2026-04-07', '清明节 2026'],
    ['2026-04-30', '2026-05-06', '劳动节 2026'],
    ['2026-05-08', '2026-05-09', '5/9 worked'],
    ['2026-06-18', '2026-06-22', '端午节 2026'],
    ['2026-09-18', '2026-09-20', '9/20 worked'],
    ['2026-09-24', '2026-09-28', '中秋节 2026'],
    ['2026-09-30', '2026-10-08', '国庆节 2026'],
    ['2026-10-09', '2026-10-10', '10/10 worked'],
  ])('after %s the next working day is %s: %s', (from, next) => {
    const loaded = config.load(same);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
    const counting = {
      calendar: workingCalendar(loaded.value.holidays),
      utcOffsetMinutes: 480,
      lastDayOffMoves: false,
    };
    const at = Date.parse(`${from}T12:00:00+08:00`);
    expect(dueAt(at, { count: 1, unit: 'working-days' }, counting)).toEqual({
      ok: true,
      value: Date.parse(`${next}T00:00:00+08:00`) + 86_400_000,
    });
  });
});

describe('a notice that is wrong keeps the bridge from starting', () => {
  const path = join(config.folder, 'holidays', '2027.yaml');
  it.each([
    ['a worked Friday', "working: ['2027-01-08']", 'working[0]', '周六或周日'],
    [
      'a holiday that ends before it begins',
      "off: [{ from: '2027-02-07', to: '2027-02-01' }]",
      'off[0]',
      '止不早于起',
    ],
    ['a day of another year', "off: [{ from: '2028-01-01', to: '2028-01-02' }]", '', '这一年'],
  ])('%s', (_, line, place, words) => {
    const [key] = line.split(':');
    const right: Record<string, string> = {
      year: 'year: 2027',
      source: 'source: test',
      off: "off: [{ from: '2027-01-01', to: '2027-01-03' }]",
      working: 'working: []',
    };
    writeFileSync(path, Object.values({ ...right, [String(key)]: line }).join('\n'));
    const problem = problemsOf(config.load(same)).find((one) => one.file === '2027.yaml');
    expect(problem).toMatchObject({ path: place });
    expect(problem?.zh).toContain(words);
  });
});
