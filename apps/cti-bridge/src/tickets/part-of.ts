import type { Actor } from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';
import type { Person } from '../ports.ts';

/** As `partOf`, of whoever sits at a seat by their id. Throws for somebody that the configuration does not have. */
export function partOfPerson(
  tickets: Pick<BridgeConfig['tickets'], 'units' | 'dispatchers'>,
  personOf: (person: string) => Pick<Person, 'person' | 'role'> | null,
): (person: string) => Actor {
  const part = partOf(tickets);
  return (person) => {
    const known = personOf(person);
    if (known === null) throw new Error(`nobody is ${person}`);
    return part(known);
  };
}

/** What a signed-in person is to a ticket: a unit's clerk (经办人) or dispatcher (派单员) by `tickets`, else by their seat. */
export function partOf(
  tickets: Pick<BridgeConfig['tickets'], 'units' | 'dispatchers'>,
): (person: Pick<Person, 'person' | 'role'>) => Actor {
  const unitOf = new Map(tickets.units.flatMap(({ id, clerks }) => clerks.map((who) => [who, id])));
  const dispatchers = new Set(tickets.dispatchers);
  return ({ person, role }) => {
    const unit = unitOf.get(person);
    if (unit !== undefined) return { role: 'unit-clerk', person, unit };
    if (dispatchers.has(person)) return { role: 'dispatcher', person };
    return { role: role === 'leader' ? 'leader' : 'agent', person };
  };
}

/** All names of the unit for which this person acts (经办人); none when they act for none. */
export function unitNamesOf(
  units: BridgeConfig['tickets']['units'],
): (person: string) => readonly string[] {
  const names = new Map(
    units.flatMap(({ zh, en, alsoCalled = [], clerks }) =>
      clerks.map((who) => [who, [zh, en, ...alsoCalled]]),
    ),
  );
  return (person) => names.get(person) ?? [];
}
