import { resources } from '@hotline/ui';
import { useTranslation } from 'react-i18next';
import type { OpenFigure } from './report-address.ts';

const { refused, column } = resources['zh-CN'].desk.reports;
const refusals = Object.keys(refused) as (keyof typeof refused)[];
const columns = Object.keys(column) as (keyof typeof column)[];

/** Words for codes: why something was not read, and what a figure is called. One that is not known is told as it is. */
export function useReportWords() {
  const { t } = useTranslation();
  return {
    why(code: string): string {
      if (code === 'offline') return t('reports.offline');
      if (code === 'broken') return t('reports.exportBroken');
      const known = refusals.find((each) => each === code);
      return known === undefined ? code : t(`reports.refused.${known}`);
    },
    figure(figure: OpenFigure['figure']): string {
      const known = columns.find((each) => each === figure);
      return known === undefined ? figure : t(`reports.column.${known}`);
    },
  };
}
