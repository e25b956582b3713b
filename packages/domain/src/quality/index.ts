export {
  compare,
  score,
  seenBy,
  show,
  type Calibration,
  type CalibrationRefusal,
  type Difference,
} from './calibration.ts';
export {
  drawChecks,
  weekOf,
  type CheckableCall,
  type DrawKind,
  type Drawn,
  type DrawRule,
} from './draw.ts';
export {
  scoreOfReview,
  stepsOf,
  transition,
  type Review,
  type ReviewActor,
  type ReviewEvent,
  type ReviewRefusal,
  type ReviewRules,
  type ReviewState,
  type ReviewStep,
} from './review.ts';
export {
  emptyScoring,
  misfit,
  scoreOf,
  scoreSheet,
  scoring,
  sheetItem,
  unmarked,
  type Score,
  type ScoreSheet,
  type Scoring,
} from './sheet.ts';
