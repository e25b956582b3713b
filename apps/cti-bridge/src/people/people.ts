import type { BridgeConfig } from '../config/index.ts';
import type { Person } from '../ports.ts';

/** The people of the configuration by id; null for everybody else. */
export function peopleOf({
  people,
  office,
  halls,
}: Pick<BridgeConfig, 'people' | 'office' | 'halls'>): (person: string) => Person | null {
  const byId = new Map<string, Person>([
    ...people.map(({ id, name, seat, role, skills }): [string, Person] => [
      id,
      { person: id, name, seatId: seat, role, skills },
    ]),
    ...office.map(({ id, name }): [string, Person] => [
      id,
      { person: id, name, seatId: null, role: 'office' },
    ]),
    ...halls.map(({ id, name }): [string, Person] => [
      id,
      { person: id, name, seatId: null, role: 'hall' },
    ]),
  ]);
  return (person) => byId.get(person) ?? null;
}
