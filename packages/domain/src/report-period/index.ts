export {
  fileFormats,
  fileNameOf,
  isFileOld,
  nextDueAt,
  periodsToWrite,
  readFileName,
  type FileFormat,
  type FileName,
  type FileSchedule,
} from './file-schedule.ts';
export {
  daysLater,
  lengthOf,
  periodAround,
  periodLater,
  type Days,
  type ReportEvery,
} from './report-period.ts';
