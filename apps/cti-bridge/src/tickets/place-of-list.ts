import { indexPlaces, locate, type Place } from '@hotline/domain/intake';
import type { BridgeConfig } from '../config/index.ts';
import type { PlaceOf } from '../store/index.ts';

/** By the city's own list; null: it has none. Only names are looked for, not their spelling. */
export function placeOfList(places: BridgeConfig['places']): PlaceOf | null {
  if (places.length === 0) return null;
  const index = indexPlaces(
    places.map(({ code, kind, zh, within }): Place => ({
      code,
      kind,
      zh,
      pinyin: '',
      within: within ?? null,
    })),
  );
  return (text) => {
    const { district, place } = locate(index, text);
    return { district: district?.code ?? '', place: place?.code ?? '' };
  };
}
