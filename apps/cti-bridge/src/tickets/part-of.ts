import type { Actor } from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';
import type { SignedInPerson } from '../ports.ts';

/** What a signed-in person is to a ticket: a unit's clerk (经办人) or dispatcher (派单员) by `tickets`, else by their seat. */
export function partOf(
  tickets: Pick<BridgeConfig['tickets'], 'units' | 'dispatchers'>,
): (person: Pick<SignedInPerson, 'person' | 'role'>) => Actor {
  const unitOf = new Map(tickets.units.flatMap(({ id, clerks }) => clerks.map((who) => [who, id])));
  const dispatchers = new Set(tickets.dispatchers);
  return ({ person, role }) => {
    const unit = unitOf.get(person);
    if (unit !== undefined) return { role: 'unit-clerk', person, unit };
    if (dispatchers.has(person)) return { role: 'dispatcher', person };
    return { role: role === 'leader' ? 'leader' : 'agent', person };
  };
}
