/**
 * 保密: who sees the complainant. Numbers are masked for everybody and revealed with a reason; of a secret ticket the
 * name is hidden as well, and only the configured roles may reveal it. A unit's clerk never sees who is behind a secret
 * ticket, nor who complains of their own unit (茂名 2020, art. 29).
 */
import type { Actor } from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';
import type { TicketRecord } from '../store/index.ts';

type Rules = Pick<BridgeConfig['tickets'], 'units' | 'reveal'>;

export function mayReveal(record: TicketRecord, by: Actor, rules: Rules): boolean {
  if (by.role === 'unit-clerk') return !record.draft.secret && !isAboutUnit(record, by.unit, rules);
  return !record.draft.secret || rules.reveal.includes(by.role);
}

export function isNameHidden(record: TicketRecord, by: Actor, rules: Rules): boolean {
  return record.draft.secret || (by.role === 'unit-clerk' && isAboutUnit(record, by.unit, rules));
}

/** 被反映对象 is free text: a unit that is named in it, in words or by its id, is complained of. */
function isAboutUnit({ draft }: TicketRecord, unit: string, { units }: Rules): boolean {
  const names = [unit, units.find(({ id }) => id === unit)?.zh ?? unit];
  return names.some((name) => draft.personsConcerned.includes(name));
}
