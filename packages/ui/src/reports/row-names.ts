import { useTranslation } from 'react-i18next';
import { zhCN } from '../words/zh-cn.ts';

const weekdays = Object.keys(zhCN.reports.weekdays) as (keyof typeof zhCN.reports.weekdays)[];
const untold = Object.keys(zhCN.reports.untold) as (keyof typeof zhCN.reports.untold)[];

/** What a row of a report is called: the configuration's name, an hour, a weekday, or that nothing is known. */
export function useRowName(): (by: string, key: string, name: string) => string {
  const { t } = useTranslation();
  const hour = (h: string) => t('reports.hourOf', { h });
  return (by, key, name) => {
    if (by === 'hour') return hour(key);
    if (by === 'weekday-hour') {
      const [day, h = ''] = key.split('-');
      const known = weekdays.find((each) => each === day);
      return known === undefined
        ? key
        : t('reports.weekdayHour', { day: t(`reports.weekdays.${known}`), h });
    }
    if (key === '') {
      const known = untold.find((each) => each === by);
      return known === undefined ? t('reports.none') : t(`reports.untold.${known}`);
    }
    return name === key || by === 'category' || by === 'queue' || by === 'skill'
      ? name
      : by === 'seat'
        ? `${name} ${key}`
        : name;
  };
}

/** Monday first. */
export function useWeekdayNames(): readonly string[] {
  const { t } = useTranslation();
  return weekdays.map((day) => t(`reports.weekdays.${day}`));
}
