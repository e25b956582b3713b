export { followLedger, progress, type LedgerReader, type Progress } from './follow-ledger.ts';
export {
  callsScript,
  countCallsScript,
  seatTimesScript,
  talliesScript,
  type CallQuery,
  type CallRow,
  type CountedFigure,
  type GroupBy,
  type Range,
  type Tallies,
} from './report-scripts.ts';
