import { noSuch, repeated, type ReferenceProblem } from './reference-problem.ts';
import type { HotlineFile } from './schema.ts';

/** Nobody acts for two units, nor dispatches to a unit and handles for it: whose step it was would be open. */
export function checkTickets(hotline: HotlineFile): ReferenceProblem[] {
  const { units, dispatchers, webhooks } = hotline.tickets;
  const people = hotline.people.map(({ id }) => id);
  const named = [
    ...dispatchers.map((person, at) => ({ person, path: ['tickets', 'dispatchers', at] })),
    ...units.flatMap(({ clerks }, unit) =>
      clerks.map((person, at) => ({ person, path: ['tickets', 'units', unit, 'clerks', at] })),
    ),
  ];
  return [
    ...repeated(units, ['tickets', 'units'], 'id'),
    ...repeated(webhooks, ['tickets', 'webhooks'], 'id'),
    ...named.flatMap(({ person, path }, index): ReferenceProblem[] => {
      if (!people.includes(person)) return [{ path, words: noSuch('person', person, people) }];
      if (named.findIndex((other) => other.person === person) === index) return [];
      return [
        {
          path,
          words: {
            zh: `“${person}”已经是派单员或另一单位的经办人；一人只能有一种身份`,
            en: `"${person}" is a dispatcher or another unit's clerk already; one person has one part`,
          },
        },
      ];
    }),
  ];
}
