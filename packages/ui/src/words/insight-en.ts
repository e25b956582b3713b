import type { Words } from './index.ts';
import type { insightZhCN } from './insight-zh-cn.ts';

export const insightEn: Pick<Words, keyof typeof insightZhCN> = {
  reportFiles: {
    schedules: 'Scheduled reports',
    schedule: '{{subject}} · {{by}}',
    every: {
      day: 'daily at {{at}}, of the day before',
      week: 'Mondays at {{at}}, of the week before',
      month: 'on the 1st at {{at}}, of the month before',
    },
    next: 'next {{when}}',
    files: 'Files',
    none: 'No file has been written yet. They appear here when their time comes.',
    noSchedules:
      'No report is scheduled. Once reports.files is set in the configuration, the bridge writes them at their times.',
    keep: 'Kept for {{days}} days after their period, then removed. PDF is exported from a report.',
    keepForEver: 'Files are kept for ever. PDF is exported from a report.',
    column: {
      report: 'Report',
      period: 'Period',
      definition: 'Definition',
      written: 'Written',
      file: 'File',
    },
    gone: '{{id}} (not written any more)',
    late: {
      'no-room':
        'The disk is full: the file of {{period}} was not written (tried {{tries}} times since {{since}}); tried again at {{again}}. Make room on the disk.',
      failed:
        'The file of {{period}} was not written (tried {{tries}} times since {{since}}); tried again at {{again}}. The bridge’s log says why.',
    },
    save: 'Download {{name}}',
  },
};
