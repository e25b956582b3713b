import type { AlarmView } from '@hotline/domain/protocol';
import { useTranslation } from 'react-i18next';
import { clockText } from '../time/clock-text.ts';

const shares: ReadonlySet<AlarmView['figure']> = new Set(['connection', 'service-level']);
const times: ReadonlySet<AlarmView['figure']> = new Set([
  'longest-wait',
  'wrap-over',
  'rest',
  'hand',
  'unreachable',
  'pbx-away',
]);

/** `综合受理 · 等候人数`, and the value in its own unit. */
export function useAlarmWords(): {
  readonly what: (alarm: AlarmView) => string;
  readonly value: (alarm: AlarmView) => string;
} {
  const { t } = useTranslation();
  return {
    what: ({ figure, subject, subjectName }) => {
      const of = subject.kind === 'seat' ? `${subjectName} ${subject.id}` : subjectName;
      return [...(of === '' ? [] : [of]), t(`alarm.figure.${figure}`)].join(' · ');
    },
    value: ({ figure, value }) => {
      if (shares.has(figure)) return t('alarm.unit.share', { n: value.toFixed(1) });
      if (times.has(figure)) return t('alarm.unit.time', { time: clockText(value * 1000) });
      return t('alarm.unit.count', { n: Math.round(value) });
    },
  };
}
