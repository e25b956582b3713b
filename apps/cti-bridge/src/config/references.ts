/** What a schema cannot say: names that must exist, names that must be unique. */
import { checkAlarms } from './alarms-schema.ts';
import { checkDirectory } from './directory-references.ts';
import { checkEmergency, checkParkSlots } from './emergency-references.ts';
import { checkFigures } from './figures-schema.ts';
import { checkFloorPlan } from './floor-plan.ts';
import { noSuch, repeated, type ReferenceProblem } from './reference-problem.ts';
import type { HotlineFile } from './schema.ts';
import { checkQuality } from './quality-references.ts';
import { checkReports } from './reports-schema.ts';
import { checkTickets } from './tickets-references.ts';

export function checkReferences(hotline: HotlineFile, now = Date.now()): ReferenceProblem[] {
  const skills = hotline.skills.map(({ id }) => id);
  return [
    ...repeated(hotline.queues, ['queues'], 'id'),
    ...repeated(hotline.skills, ['skills'], 'id'),
    ...repeated(hotline.people, ['people'], 'id'),
    ...repeated(hotline.office, ['office'], 'id'),
    ...hotline.office.flatMap(({ id }, at): ReferenceProblem[] =>
      hotline.people.every((person) => person.id !== id)
        ? []
        : [
            {
              path: ['office', at, 'id'],
              words: {
                zh: `“${id}”已经在 people 中`,
                en: `"${id}" is among the people already`,
              },
            },
          ],
    ),
    ...repeated(hotline.halls, ['halls'], 'id'),
    ...hotline.halls.flatMap(({ id }, at): ReferenceProblem[] =>
      [...hotline.people, ...hotline.office].every((person) => person.id !== id)
        ? []
        : [
            {
              path: ['halls', at, 'id'],
              words: {
                zh: `“${id}”已经在 people 或 office 中`,
                en: `"${id}" is among people or office already`,
              },
            },
          ],
    ),
    ...repeated(hotline.restReasons, ['restReasons'], 'id'),
    ...repeated(hotline.parkReasons, ['parkReasons'], 'id'),
    ...repeated(hotline.ticketKinds, ['ticketKinds'], 'id'),
    ...repeated(hotline.urgencies, ['urgencies'], 'id'),
    ...(['queues', 'people'] as const).flatMap((list) =>
      hotline[list].flatMap((entry, index) =>
        entry.skills.flatMap((skill, at) =>
          skills.includes(skill)
            ? []
            : [{ path: [list, index, 'skills', at], words: noSuch('skill', skill, skills) }],
        ),
      ),
    ),
    ...checkEmergency(hotline),
    ...checkParkSlots(hotline),
    ...checkDirectory(hotline),
    ...checkTickets(hotline),
    ...checkFloorPlan(
      hotline.leader.floorPlan,
      hotline.people.map(({ seat }) => seat),
    ),
    ...checkAlarms(hotline.alarms, {
      queues: hotline.queues.map(({ id }) => id),
      seats: hotline.people.map(({ seat }) => seat),
      targets: hotline.emergency.targets.map(({ id }) => id),
    }),
    ...checkQuality(hotline),
    ...checkReports(hotline.reports),
    ...checkFigures(
      hotline.figures,
      hotline.hotline.timeZone,
      hotline.queues.map(({ id }) => id),
      now,
    ),
  ];
}
