import { nearest } from './explain.ts';
import type { Allowed } from './rule.ts';

/** What is wrong between two places of a file that are each right by themselves. */
export type ReferenceProblem = { readonly path: readonly PropertyKey[]; readonly words: Allowed };

const nouns = {
  skill: { zh: '技能', list: 'skills' },
  queue: { zh: '队列', list: 'queues' },
  seat: { zh: '席位', list: 'people' },
  person: { zh: '人员', list: 'people' },
  kind: { zh: '工单类型', list: 'ticketKinds' },
  urgency: { zh: '紧急程度', list: 'urgencies' },
} as const;

/** A name that nothing else in the file has. */
export function noSuch(what: keyof typeof nouns, name: string, known: readonly string[]): Allowed {
  const near = nearest(name, known);
  const { zh, list } = nouns[what];
  return {
    zh: `没有${zh}“${name}”；${list} 里有：${known.join('、')}${near === null ? '' : `。是不是“${near}”？`}`,
    en: `no ${what} "${name}"; ${list} has ${known.join(', ')}${near === null ? '' : `. Did you mean "${near}"?`}`,
  };
}

/** Every entry after the first that has the same name. */
export function repeated<K extends string>(
  entries: readonly Readonly<Record<K, string>>[],
  path: readonly PropertyKey[],
  key: K,
): ReferenceProblem[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const name = entry[key];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    return [
      {
        path: [...path, index, key],
        words: {
          zh: `“${name}”重复，第 ${earlier + 1} 项已用；必须唯一`,
          en: `"${name}" is taken by entry ${earlier + 1}; it must be unique`,
        },
      },
    ];
  });
}
