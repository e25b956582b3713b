import type { BridgeConfig } from '../config/index.ts';
import type { SignedInPerson } from '../ports.ts';

/** The people of the configuration by id; null for everybody else. */
export function peopleOf(
  people: BridgeConfig['people'],
): (person: string) => SignedInPerson | null {
  const byId = new Map(
    people.map(({ id, name, seat, role, skills }): [string, SignedInPerson] => [
      id,
      { person: id, name, seatId: seat, role, skills },
    ]),
  );
  return (person) => byId.get(person) ?? null;
}
