import { noSuch, repeated, type ReferenceProblem } from './reference-problem.ts';
import type { HotlineFile } from './schema.ts';

/**
 * Nobody acts for two units, nor dispatches to a unit and handles for it: whose step it was would be open. Somebody
 * without a telephone has a part here or none at all: they must not pass for a 话务员.
 */
export function checkTickets(hotline: HotlineFile): ReferenceProblem[] {
  const { units, dispatchers, webhooks, pull, limits } = hotline.tickets;
  const kinds = hotline.ticketKinds.map(({ id }) => id);
  const urgencies = hotline.urgencies.map(({ id }) => id);
  const people = [...hotline.people, ...hotline.office].map(({ id }) => id);
  const named = [
    ...dispatchers.map((person, at) => ({ person, path: ['tickets', 'dispatchers', at] })),
    ...units.flatMap(({ clerks }, unit) =>
      clerks.map((person, at) => ({ person, path: ['tickets', 'units', unit, 'clerks', at] })),
    ),
  ];
  return [
    ...hotline.office.flatMap(({ id }, at): ReferenceProblem[] =>
      named.some(({ person }) => person === id)
        ? []
        : [
            {
              path: ['office', at, 'id'],
              words: {
                zh: `“${id}”既不是派单员，也不是任何单位的经办人，登录后无事可做`,
                en: `"${id}" neither dispatches nor acts for a unit: there is nothing for them to do`,
              },
            },
          ],
    ),
    ...repeated(units, ['tickets', 'units'], 'id'),
    ...repeated(webhooks, ['tickets', 'webhooks'], 'id'),
    ...repeated(pull, ['tickets', 'pull'], 'id'),
    // A misspelt one would never fit, and the next limit would count in its place.
    ...limits.flatMap(({ kind, urgency }, at): ReferenceProblem[] => [
      ...(kind === null || kinds.includes(kind)
        ? []
        : [{ path: ['tickets', 'limits', at, 'kind'], words: noSuch('kind', kind, kinds) }]),
      ...(urgency === null || urgencies.includes(urgency)
        ? []
        : [
            {
              path: ['tickets', 'limits', at, 'urgency'],
              words: noSuch('urgency', urgency, urgencies),
            },
          ]),
    ]),
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
