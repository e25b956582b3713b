/**
 * 校准: several checkers score the same call, none sees what the others gave until it is shown.
 *
 *   blind ──score (each as often as they like)──► blind ──all have scored, or its beginner shows it──► shown
 */
import { err, ok, type Result } from '../result/index.ts';
import { misfit, scoreOf, unmarked, type ScoreSheet, type Scoring } from './sheet.ts';

export type Calibration = {
  readonly callId: string;
  readonly seatId: string;
  readonly sheet: ScoreSheet;
  readonly begunBy: string;
  /** Who is asked to score. */
  readonly checkers: readonly string[];
  readonly scorings: readonly { readonly checker: string; readonly scoring: Scoring }[];
  readonly isShown: boolean;
};

export type CalibrationRefusal =
  | { readonly code: 'wrong-state' | 'not-allowed' | 'too-few' }
  | { readonly code: 'unmarked' | 'misfit'; readonly item: string };

/** Shown by itself when the last of them has scored. */
export function score(
  calibration: Calibration,
  checker: string,
  scoring: Scoring,
): Result<Calibration, CalibrationRefusal> {
  const { sheet, checkers, scorings } = calibration;
  if (calibration.isShown) return err({ code: 'wrong-state' });
  if (!checkers.includes(checker)) return err({ code: 'not-allowed' });
  const wrong = misfit(sheet, scoring);
  if (wrong !== null) return err({ code: 'misfit', item: wrong });
  const [open] = unmarked(sheet, scoring);
  if (open !== undefined) return err({ code: 'unmarked', item: open });
  const next = [...scorings.filter((one) => one.checker !== checker), { checker, scoring }];
  return ok({ ...calibration, scorings: next, isShown: next.length === checkers.length });
}

/** One scoring alone has nothing to be compared with. */
export function show(
  calibration: Calibration,
  by: string,
): Result<Calibration, CalibrationRefusal> {
  if (calibration.isShown) return err({ code: 'wrong-state' });
  if (by !== calibration.begunBy) return err({ code: 'not-allowed' });
  if (calibration.scorings.length < 2) return err({ code: 'too-few' });
  return ok({ ...calibration, isShown: true });
}

/** What this checker may see of it: until it is shown, their own scoring alone. */
export function seenBy(calibration: Calibration, checker: string): Calibration {
  if (calibration.isShown) return calibration;
  return {
    ...calibration,
    scorings: calibration.scorings.filter((one) => one.checker === checker),
  };
}

export type Difference = {
  readonly item: string;
  /** In the order of the scorings; with 一票否决 items 1: found, 0: not. */
  readonly given: readonly number[];
  /** Highest minus lowest. */
  readonly spread: number;
};

/** By item in the sheet's order, and of the totals. */
export function compare({ sheet, scorings }: Pick<Calibration, 'sheet' | 'scorings'>): {
  readonly items: readonly Difference[];
  readonly totals: readonly number[];
  readonly spread: number;
} {
  const totals = scorings.map(({ scoring }) => scoreOf(sheet, scoring).total);
  const items = sheet.items.map(({ id, fatal }): Difference => {
    const given = scorings.map(({ scoring }) =>
      fatal ? Number(scoring.fatal.includes(id)) : (scoring.points[id] ?? 0),
    );
    return { item: id, given, spread: spreadOf(given) };
  });
  return { items, totals, spread: spreadOf(totals) };
}

const spreadOf = (given: readonly number[]): number =>
  given.length === 0 ? 0 : Math.max(...given) - Math.min(...given);
