import type { RateView } from '@hotline/domain/protocol';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { zhCN } from '../words/zh-cn.ts';

/** A target is a share of 0…1; one given in per cent is read as such. */
function targetShare(target: number | null): number | null {
  if (target === null) return null;
  return target > 1 ? target / 100 : target;
}

/** Keys of `RateView.definition` that the desk has words for. */
const definitions = Object.keys(
  zhCN.figures.definition,
) as (keyof typeof zhCN.figures.definition)[];

export type RateWords = {
  readonly share: number | null;
  readonly target: number | null;
  readonly tone: ToneName;
  /** ✓ or ▼: the verdict by shape; null without calls or without a target. */
  readonly mark: string | null;
  readonly verdict: string | null;
  readonly definition: string;
  readonly raw: string;
};

/** What is said about a rate: its definition in words, its raw counts, and whether it reaches its target. */
export function useRateWords(rate: RateView): RateWords {
  const { t } = useTranslation();
  const share = rate.denominator === 0 ? null : rate.numerator / rate.denominator;
  const target = targetShare(rate.target);
  const judged = share !== null && target !== null;
  const below = judged && share < target;
  const known = definitions.find((each) => each === rate.definition);
  return {
    share,
    target,
    tone: judged ? (below ? 'danger' : 'ok') : 'primary',
    mark: judged ? (below ? '▼' : '✓') : null,
    verdict: judged ? (below ? t('figures.below') : t('figures.reached')) : null,
    // A definition newer than this desk is shown by its key rather than left out.
    definition: known === undefined ? rate.definition : t(`figures.definition.${known}`),
    raw:
      share === null
        ? t('figures.noCalls')
        : t('figures.raw', { numerator: rate.numerator, denominator: rate.denominator }),
  };
}

const levels = Object.keys(zhCN.figures.serviceLevel) as (keyof typeof zhCN.figures.serviceLevel)[];

/** The name of a service level: its time limit, and what it is a share of. `thresholdMs` is the limit. */
export function useLevelName(): (rate: RateView, thresholdMs: number) => string {
  const { t } = useTranslation();
  return ({ definition }, thresholdMs) => {
    const level = levels.find((each) => each === definition) ?? 'other';
    return t(`figures.serviceLevel.${level}`, { s: Math.round(thresholdMs / 1000) });
  };
}
