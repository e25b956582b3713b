/**
 * 演示工单: what citizens of the demonstration ask for, and how the ticket goes on. Some matters grow in the last days, one is
 * told by many, and one citizen tells theirs again and again, as hot spots are in life.
 */
import type { Random } from './random.ts';

export type DemonstrationMatter = {
  readonly title: string;
  readonly text: string;
  readonly categoryCode: string;
  readonly place: string;
  readonly kind: 'help' | 'complaint' | 'consult';
  readonly urgency: 'normal' | 'urgent';
};

export type MatterOptions = {
  /** Leaves of the list of categories. */
  readonly categories: readonly { readonly code: string; readonly zh: string }[];
  /** As a citizen says them: district and street. */
  readonly places: readonly string[];
};

/** What the last days bring more of. */
export type Rising = { readonly category: number; readonly place: number; readonly share: number };

const ENDINGS = [
  '希望尽快处理并回复。',
  '已经影响正常生活，请派人看看。',
  '之前反映过，没有结果。',
  '请告知什么时候能解决。',
] as const;

const at = <T>(random: Random, all: readonly T[]): T | undefined =>
  all[Math.floor(random() * all.length)];

/** A few matters come often, most seldom: the square of a chance leans to the front of the list. */
function often<T>(random: Random, all: readonly T[]): T | undefined {
  const draw = random();
  return all[Math.floor(draw * draw * all.length)];
}

/** `rising`: null on an ordinary day. Two draws from the same state give the same matter. */
export function demonstrationMatter(
  random: Random,
  { categories, places }: MatterOptions,
  rising: Rising | null,
): DemonstrationMatter {
  const isRising = rising !== null && random() < rising.share;
  const category = isRising ? categories[rising.category] : often(random, categories);
  const place = (isRising ? places[rising.place] : at(random, places)) ?? '';
  const what = category?.zh ?? '其他';
  const draw = random();
  return {
    title: `（演示）${place}${what}`,
    text: `（演示数据）市民反映${place}${what}问题，${at(random, ENDINGS) ?? ''}`,
    categoryCode: category?.code ?? '',
    place,
    kind: draw < 0.5 ? 'help' : draw < 0.8 ? 'consult' : 'complaint',
    urgency: random() < 0.04 ? 'urgent' : 'normal',
  };
}
