import type { HolidayYear } from '../holiday-year.ts';

/** For tests; the bridge reads config/holidays. */
export const stateCouncilYears: readonly HolidayYear[] = [
  {
    year: 2025,
    source: '国办发明电〔2024〕12号, 2024-11-12, read in reprints of the Xinhua text',
    off: [
      { from: '2025-01-01', to: '2025-01-01' },
      { from: '2025-01-28', to: '2025-02-04' },
      { from: '2025-04-04', to: '2025-04-06' },
      { from: '2025-05-01', to: '2025-05-05' },
      { from: '2025-05-31', to: '2025-06-02' },
      { from: '2025-10-01', to: '2025-10-08' },
    ],
    working: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source:
      "国务院办公厅's notice for 2026, as listed in the project's requirements (read in the text)",
    off: [
      { from: '2026-01-01', to: '2026-01-03' },
      { from: '2026-02-15', to: '2026-02-23' },
      { from: '2026-04-04', to: '2026-04-06' },
      { from: '2026-05-01', to: '2026-05-05' },
      { from: '2026-06-19', to: '2026-06-21' },
      { from: '2026-09-25', to: '2026-09-27' },
      { from: '2026-10-01', to: '2026-10-07' },
    ],
    working: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
