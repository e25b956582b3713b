export { callsScript, countCallsScript, type CallQuery, type CallRow } from './call-scripts.ts';
export type { Range } from './figure-sql.ts';
export { followLedger, progress, type LedgerReader } from './follow-ledger.ts';
export { seatTimesScript, talliesScript } from './report-scripts.ts';
