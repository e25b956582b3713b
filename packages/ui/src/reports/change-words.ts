import { useTranslation } from 'react-i18next';

/** How a figure moved since the period before; null: one of the two is not there. `points`: both are per cent. */
export function useChangeWords(): (
  now: number | null,
  before: number | null,
  of: 'count' | 'points' | 'ms',
) => string | null {
  const { t } = useTranslation();
  return (now, before, of) => {
    if (now === null || before === null) return null;
    const by = now - before;
    const size = Math.abs(by);
    const value =
      of === 'points'
        ? t('reports.points', { value: size.toFixed(1) })
        : of === 'ms'
          ? t('reports.seconds', { s: (size / 1000).toFixed(1) })
          : before === 0
            ? String(size)
            : `${((100 * size) / before).toFixed(1)} %`;
    // What rounds to nothing has not moved.
    const shown = of === 'points' ? size.toFixed(1) : of === 'ms' ? (size / 1000).toFixed(1) : by;
    if (Number(shown) === 0) return t('reports.same');
    return t(by > 0 ? 'reports.up' : 'reports.down', { value });
  };
}
