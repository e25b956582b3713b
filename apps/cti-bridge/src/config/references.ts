/** What a schema cannot say: names that must exist, names that must be unique. */
import { nearest } from './explain.ts';
import type { CategoriesFile, HotlineFile } from './schema.ts';
import type { Allowed } from './rule.ts';

export type ReferenceProblem = { readonly path: readonly PropertyKey[]; readonly words: Allowed };

export function checkReferences(hotline: HotlineFile): ReferenceProblem[] {
  const skills = hotline.skills.map(({ id }) => id);
  return [
    ...repeated(hotline.queues, 'queues', 'id'),
    ...repeated(hotline.skills, 'skills', 'id'),
    ...repeated(hotline.people, 'people', 'id'),
    ...repeated(hotline.restReasons, 'restReasons', 'id'),
    ...repeated(hotline.ticketKinds, 'ticketKinds', 'id'),
    ...repeated(hotline.urgencies, 'urgencies', 'id'),
    ...(['queues', 'people'] as const).flatMap((list) =>
      hotline[list].flatMap((entry, index) =>
        entry.skills.flatMap((skill, at) =>
          skills.includes(skill)
            ? []
            : [{ path: [list, index, 'skills', at], words: noSuchSkill(skill, skills) }],
        ),
      ),
    ),
  ];
}

export function checkCategories({ categories }: CategoriesFile): ReferenceProblem[] {
  return repeated(categories, 'categories', 'code');
}

function noSuchSkill(skill: string, skills: readonly string[]): Allowed {
  const near = nearest(skill, skills);
  return {
    zh: `没有技能“${skill}”；skills 里有：${skills.join('、')}${near === null ? '' : `。是不是“${near}”？`}`,
    en: `no skill "${skill}"; skills has ${skills.join(', ')}${near === null ? '' : `. Did you mean "${near}"?`}`,
  };
}

function repeated<K extends string>(
  entries: readonly Readonly<Record<K, string>>[],
  list: string,
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
        path: [list, index, key],
        words: {
          zh: `“${name}”重复，第 ${earlier + 1} 项已用；必须唯一`,
          en: `"${name}" is taken by entry ${earlier + 1}; it must be unique`,
        },
      },
    ];
  });
}
