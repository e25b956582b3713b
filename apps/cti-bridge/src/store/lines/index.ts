export { followLedger, progress, type LedgerReader } from './follow-ledger.ts';
export {
  callsScript,
  countCallsScript,
  seatTimesScript,
  talliesScript,
  type CallQuery,
  type CallRow,
  type Range,
} from './report-scripts.ts';
