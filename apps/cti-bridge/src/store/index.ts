export { openStore, explainOpenFailure, type OpenFailure, type Store } from './database.ts';
export { openLedger, LedgerUnavailable, type Ledger, type LedgerObserver } from './ledger.ts';
export { callsByNumber } from './calls-by-number.ts';
export { importProfiles, openCallerBook, type NumberReader } from './caller-book.ts';
export { openTickets } from './tickets.ts';
export { openCredentials, type CredentialStore } from './credentials.ts';
export { openLogIns, type LogInRow, type LogInStore } from './log-ins.ts';
export { numberReader } from './number-reader.ts';
