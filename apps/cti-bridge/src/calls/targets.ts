/** Whom a person means → whom the call can be taken to: an entry of the directory, or a number they typed. */
import type { PartyTarget } from '@hotline/domain/call';
import { parseNumber } from '@hotline/domain/phone-number';
import type { Invitee, RefusalCode } from '@hotline/domain/protocol';
import type { Result } from '@hotline/domain/result';
import { err, ok } from '@hotline/domain/result';
import { isOfferable } from '@hotline/domain/seat';
import type { DeskCore } from './desk-core.ts';

export function targetOf(
  core: DeskCore,
  by: string,
  invitee: Invitee,
): Result<PartyTarget, RefusalCode> {
  if (invitee.kind === 'number') return outside(core, invitee.number);
  const entry = core.options.config.directory.find(({ id }) => id === invitee.id);
  if (entry === undefined) return err('no-such-target');
  if (entry.seat !== null) return seat(core, by, entry.seat);
  if (entry.skill !== null) return freeSeatWith(core, by, entry.skill);
  if (entry.number === null) return err('no-such-target');
  return ok({ kind: 'outside', entryId: entry.id, number: entry.number, label: entry.zh });
}

/** As it is dialled: digits with an optional leading +. An emergency number is called by its own key. */
export function dialable(core: DeskCore, typed: string): Result<string, 'bad-number'> {
  const parsed = parseNumber(typed, core.options.config.areaCode);
  const isDialable =
    parsed.kind !== 'unknown' && parsed.kind !== 'withheld' && parsed.kind !== 'emergency';
  return isDialable && /^\+?\d{3,20}$/.test(parsed.number) ? ok(parsed.number) : err('bad-number');
}

function outside(core: DeskCore, typed: string): Result<PartyTarget, RefusalCode> {
  const number = dialable(core, typed);
  if (!number.ok) return number;
  return ok({ kind: 'outside', entryId: null, number: number.value, label: number.value });
}

function seat(core: DeskCore, by: string, seatId: string): Result<PartyTarget, RefusalCode> {
  if (seatId === by) return err('target-is-self');
  const found = core.seats.get(seatId, core.now());
  if (!isOfferable(found)) return err('target-unavailable');
  return ok({ kind: 'seat', seatId, isSpecialist: found.person?.role === 'specialist' });
}

/** The one of the skill's seats that has been idle longest. */
function freeSeatWith(core: DeskCore, by: string, skill: string): Result<PartyTarget, RefusalCode> {
  const [longest] = [...core.seats.offerable.values()]
    .filter(({ seatId, skills }) => seatId !== by && skills.has(skill))
    .sort((a, b) => a.idleSince - b.idleSince || (a.seatId < b.seatId ? -1 : 1));
  return longest === undefined ? err('target-unavailable') : seat(core, by, longest.seatId);
}
