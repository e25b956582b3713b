export { openStore, explainOpenFailure, type Store } from './database.ts';
export { openLedger } from './ledger.ts';
export { callsByNumber } from './calls-by-number.ts';
export { importProfiles, openCallerBook } from './caller-book.ts';
export { openTickets } from './tickets.ts';
export { openCredentials } from './credentials.ts';
export { openLogIns } from './log-ins.ts';
export { numberReader } from './number-reader.ts';
