export {
  openStore,
  openStoreToRead,
  storePath,
  explainOpenFailure,
  type OpenFailure,
  type Store,
} from './database.ts';
export { verifyLedger } from './verify.ts';
export { rows, type Script } from './tickets/sql-script.ts';
export { openLedger } from './ledger.ts';
export { callDetails } from './call-details.ts';
export { callsByNumber, numberOfCall } from './calls-by-number.ts';
export { importProfiles, openCallerBook } from './caller-book.ts';
export {
  cohortScript,
  createTicketStore,
  numberKey,
  numbersOf,
  openPostgres,
  sqliteRunner,
  type Attachment,
  type Attempted,
  type CohortTicket,
  type DueDelivery,
  type JoinedDraft,
  type NoteFailure,
  type PlaceOf,
  type SqlRunner,
  type TicketCursor,
  type TicketRecord,
  type TicketStore,
  type TicketView,
} from './tickets/index.ts';
export { openCredentials } from './credentials.ts';
export { openHolidayYears, type HolidayYearStore, type ImportedYear } from './holiday-years.ts';
export { openLogIns } from './log-ins.ts';
export { openSummaryOutbox, type OutboxSummary, type SummaryOutbox } from './summary-outbox.ts';
export { sqliteReader } from './sqlite-reader.ts';
export {
  callsScript,
  countCallsScript,
  followLedger,
  progress,
  seatTimesScript,
  talliesScript,
  type CallQuery,
  type CallRow,
  type LedgerReader,
  type Range,
} from './lines/index.ts';
export { numberReader } from './number-reader.ts';
export {
  callsOfManyScript,
  firstTicketScript,
  numberOfCallScript,
  placedTicketsScript,
  recordsScript,
  spotCountsScript,
  ticketCountsOfScript,
  ticketNosOfNumberScript,
} from './spots/index.ts';
