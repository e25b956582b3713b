import type { Words } from './index.ts';
import type { insightZhCN } from './insight-zh-cn.ts';

export const insightEn: Pick<Words, keyof typeof insightZhCN> = {
  hotSpots: {
    window: 'Time',
    windows: { day: 'Last 24 hours', week: 'Last 7 days' },
    rule: 'Held against the same time in each of {{weeks}} weeks before: at least {{least}}, more than in any of them, {{times}} × their mean, and hardly by chance.',
    noPast:
      'There is not yet a week of tickets to compare with; rising categories and places are judged in a week.',
    against: 'against their own past',
    rising: { category: 'Rising categories', place: 'Rising places' },
    calm: { category: 'No category rises.', place: 'No place rises.' },
    notJudged: 'Nothing to compare with yet, or no list of places.',
    tickets: '{{n}} tickets',
    pastLabel: 'Weeks before: {{past}}',
    risingWhy:
      '{{window}}: {{now}}; the same time in {{weeks}} weeks before: mean {{mean}}, most {{most}}. If nothing had changed, so many would come with a chance of {{chance}}.',
    matters: 'One matter, many citizens',
    matterRule: 'Open tickets of {{days}} days, one place, alike, from {{callers}} numbers or more',
    noMatters: 'No matter was told by {{callers}} or more within {{days}} days.',
    people: '{{n}} citizens',
    matterWhy:
      '{{tickets}} tickets from {{callers}} citizens at {{place}}, category {{category}}, likeness {{score}}/100.',
    noCategory: 'none',
    more: 'and {{n}} more',
    callers: 'One citizen, many calls',
    callerRule: '{{calls}} calls or more of one number within {{days}} days',
    noCallers: 'No number called {{calls}} times or more within {{days}} days.',
    calls: '{{n}} calls',
    callerWhy: '{{calls}} calls in {{days}} days; tickets, secret ones left out: {{tickets}}.',
    perDay: '{{days}} days, each: {{each}}',
    period: '{{first}} to {{last}}',
  },
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
