import type { IntakeLists } from '@hotline/domain/intake';
import { pinyin } from 'pinyin-pro';
import type { BridgeConfig } from '../config/index.ts';

/** The lists with the pinyin of every name. Takes some 0.1 ms a name: done once, before anybody calls. */
export function listsOf(
  config: Pick<BridgeConfig, 'categories' | 'places' | 'intake' | 'tickets'>,
): IntakeLists {
  // 申请条件 stands under a hundred categories.
  const known = new Map<string, string>();
  const spell = (zh: string): string => {
    const before = known.get(zh);
    if (before !== undefined) return before;
    const spelled = pinyin(zh, { toneType: 'none', nonZh: 'consecutive' });
    known.set(zh, spelled);
    return spelled;
  };
  return {
    categories: config.categories.map(({ code, zh, pinyin: given }) => ({
      code,
      zh,
      pinyin: given ?? spell(zh),
    })),
    places: config.places.map(({ code, kind, zh, pinyin: given, within }) => ({
      code,
      kind,
      zh,
      pinyin: given ?? spell(zh),
      within: within ?? null,
    })),
    phrases: config.intake.phrases.map((phrase) => ({ ...phrase, pinyin: spell(phrase.zh) })),
    refusals: config.intake.refusals,
    specialGroups: config.intake.specialGroups,
    units: config.tickets.units.map(({ id, zh, en }) => ({ id, zh, en })),
  };
}
