/**
 * 保密: who sees the complainant. Numbers are masked for everybody and revealed with a reason; of a secret ticket the
 * name is hidden as well, and only the configured roles may reveal it. A unit's clerk never sees who is behind a secret
 * ticket, nor who complains of their own unit (茂名 2020, art. 29).
 */
import type { Actor, TicketRole } from './event.ts';

export type SecretMatter = {
  readonly secret: boolean;
  /** 被反映对象, as it was written. */
  readonly personsConcerned: string;
};

export type SecrecyRules = {
  /** Roles that may reveal a secret complainant. */
  readonly reveal: readonly Exclude<TicketRole, 'unit-clerk'>[];
  /** Every name that a unit goes by: full, short, former. */
  readonly unitNames: (unit: string) => readonly string[];
};

/** With a reason; who asks without one is refused by the bridge before this. */
export function mayReveal(matter: SecretMatter, by: Actor, rules: SecrecyRules): boolean {
  if (by.role === 'unit-clerk') return !matter.secret && !isAboutUnit(matter, by.unit, rules);
  return !matter.secret || rules.reveal.includes(by.role);
}

/** Name and masked numbers are left out. */
export function isComplainantHidden(
  matter: SecretMatter,
  by: Actor,
  rules: Pick<SecrecyRules, 'unitNames'>,
): boolean {
  return matter.secret || (by.role === 'unit-clerk' && isAboutUnit(matter, by.unit, rules));
}

/** 被反映对象 is free text: a unit that is named in it, by its id or any of its names, is complained of. */
function isAboutUnit(
  { personsConcerned }: SecretMatter,
  unit: string,
  { unitNames }: Pick<SecrecyRules, 'unitNames'>,
): boolean {
  const text = plain(personsConcerned);
  return [unit, ...unitNames(unit)].some((name) => text.includes(plain(name)));
}

/** Full-width letters, spaces and capitals make no other name. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
