/** 校准: begun by a checker, scored blind by those who are asked, compared when it is shown. */
import {
  score,
  seenBy,
  show,
  type Calibration,
  type CalibrationRefusal,
  type CalibrationView,
  type Scoring,
  type WholeCalibration,
} from '@hotline/domain/quality';
import { err, ok, type Result } from '@hotline/domain/result';
import type { BridgeConfig } from '../config/index.ts';
import type { QualityService } from './quality-service.ts';
import type { CalibrationRecord, ReviewBook } from './review-book.ts';

type CalibrationFailure =
  | CalibrationRefusal
  | { readonly code: 'no-calibration' | 'no-call' | 'unknown-checker' | 'own-call' };

export type CalibrationService = ReturnType<typeof createCalibrationService>;

export function createCalibrationService(
  book: ReviewBook,
  quality: QualityService,
  sheet: BridgeConfig['quality']['sheet'],
  now: () => number,
) {
  const { nameOf, mayCheck } = quality;

  function view({ id, begunAt, calibration }: CalibrationRecord): CalibrationView {
    const { callId, seatId, begunBy, checkers, scorings, isShown } = calibration;
    return {
      id,
      callId,
      seatId,
      begunAt,
      isShown,
      begunByName: nameOf(begunBy),
      checkers: checkers.map((person) => ({
        person,
        name: nameOf(person),
        hasScored: scorings.some(({ checker }) => checker === person),
      })),
    };
  }
  function whole(record: CalibrationRecord, person: string): WholeCalibration {
    const { calibration } = record;
    const { isShown, checkers, begunBy } = calibration;
    return {
      ...view(record),
      sheet: calibration.sheet,
      scorings: seenBy(calibration, person).scorings.map((one) => ({ ...one })),
      mayScore: !isShown && checkers.includes(person),
      mayShow: !isShown && begunBy === person && calibration.scorings.length > 1,
    };
  }
  /** Only its own people see one. */
  function of(id: number, person: string): CalibrationRecord | null {
    const record = book.calibration(id);
    if (record === null || !mayCheck(person)) return null;
    const { checkers, begunBy } = record.calibration;
    return checkers.includes(person) || begunBy === person ? record : null;
  }
  function change(
    id: number,
    person: string,
    next: (calibration: Calibration) => Result<Calibration, CalibrationRefusal>,
  ): Result<WholeCalibration, CalibrationFailure> {
    const record = of(id, person);
    if (record === null) return err({ code: 'no-calibration' });
    const changed = next(record.calibration);
    if (!changed.ok) return changed;
    book.putCalibration(id, changed.value);
    return ok(whole({ ...record, calibration: changed.value }, person));
  }

  return {
    list: (person: string): CalibrationView[] =>
      book
        .calibrations()
        .filter(({ id }) => of(id, person) !== null)
        .map(view),
    read(id: number, person: string): WholeCalibration | null {
      const record = of(id, person);
      return record === null ? null : whole(record, person);
    },
    begin(
      callId: string,
      seatId: string,
      asked: readonly string[],
      person: string,
    ): Result<WholeCalibration, CalibrationFailure> {
      const checkers = [...new Set(asked)];
      if (!mayCheck(person)) return err({ code: 'not-allowed' });
      if (checkers.length < 2) return err({ code: 'too-few' });
      if (!checkers.every(mayCheck)) return err({ code: 'unknown-checker' });
      const call = book.part(callId, seatId);
      if (call === null) return err({ code: 'no-call' });
      if (checkers.includes(call.person)) return err({ code: 'own-call' });
      const calibration: Calibration = {
        callId,
        seatId,
        sheet,
        checkers,
        begunBy: person,
        scorings: [],
        isShown: false,
      };
      const begunAt = now();
      const id = book.beginCalibration(calibration, begunAt);
      return ok(whole({ id, begunAt, calibration }, person));
    },
    score: (id: number, scoring: Scoring, person: string) =>
      change(id, person, (calibration) => score(calibration, person, scoring)),
    show: (id: number, person: string) =>
      change(id, person, (calibration) => show(calibration, person)),
  };
}
