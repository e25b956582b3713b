/**
 * Ghosts: what the desk believes and the PBX does not have, or the other way round, although no event was lost. Seen
 * once it may be on its way; seen at two looks in a row it is healed, and counted.
 */
import type { Call } from '@hotline/domain/call';
import type { DeskCore } from './desk-core.ts';
import type { PbxPresence } from './pbx-port.ts';

type Ghost = { readonly key: string; readonly heal: () => void };

export class Audit {
  readonly #core: DeskCore;
  #suspects: ReadonlySet<string> = new Set();

  constructor(core: DeskCore) {
    this.#core = core;
  }

  /** Forgets: after a reconnect everything was read anew. */
  reset(): void {
    this.#suspects = new Set();
  }

  look(presence: PbxPresence): void {
    const ghosts = [
      ...this.#goneLegs(presence),
      ...this.#strayMembers(presence),
      ...this.#registrations(presence),
    ];
    for (const { key, heal } of ghosts) {
      if (!this.#suspects.has(key)) continue;
      this.#core.healed(key.split(' ')[0] ?? '');
      heal();
    }
    this.#suspects = new Set(ghosts.map(({ key }) => key));
  }

  /** Legs of a call that the PBX does not have any more. */
  #goneLegs({ legs }: PbxPresence): readonly Ghost[] {
    return [...this.#core.calls.all()].flatMap(({ call }) =>
      legsOf(call)
        .filter((leg) => !legs.has(leg))
        .map((leg) => ({
          key: `gone-leg ${leg}`,
          heal: () => {
            const event = { kind: 'leg-ended', leg, cause: 'GONE', by: 'network' } as const;
            this.#core.callEvent(call.callId, event);
          },
        })),
    );
  }

  /** Somebody in a room whom its call does not know. */
  #strayMembers({ members }: PbxPresence): readonly Ghost[] {
    return members.flatMap(({ leg, callId }) => {
      const call = this.#core.calls.get(callId)?.call;
      // A room of an earlier run is read back at the next reconnect; it is not for us to end it.
      if (call === undefined || call.kind === 'arriving') return [];
      if (legsOf(call).includes(leg)) return [];
      const heal = (): void => this.#core.options.pbx.hangUp(leg, 'NORMAL_CLEARING');
      return [{ key: `stray-leg ${leg}`, heal }];
    });
  }

  #registrations({ registered }: PbxPresence): readonly Ghost[] {
    const there = new Set(registered);
    return [...this.#core.seats.all()].flatMap(({ seatId, device }) => {
      const isThere = there.has(seatId);
      if (isThere === device.registered) return [];
      const heal = (): void => {
        this.#core.seatEvent(seatId, { kind: 'registered', registered: isThere });
      };
      return [{ key: `registration ${seatId} ${isThere}`, heal }];
    });
  }
}

/** Legs that have been there: a dial that has just gone out may have no channel yet. */
function legsOf(call: Call): readonly string[] {
  if (call.kind === 'ended' || call.kind === 'wrapping') return [];
  const legs: string[] = [];
  const isCallerToCome =
    call.kind === 'dialling' || (call.kind === 'talking' && call.absent !== null);
  if (!isCallerToCome || call.caller.state === 'in-room') legs.push(call.caller.legId);
  // Dead while the citizen is called back: known, and waited for.
  const isKnownLost = call.kind === 'talking' && call.absent !== null && call.seat.state === 'left';
  if ('seat' in call && call.seat.state !== 'dialling' && !isKnownLost) legs.push(call.seat.legId);
  if (call.kind === 'talking' && call.spare !== null && call.spare.state !== 'dialling')
    legs.push(call.spare.legId);
  if ('parties' in call)
    for (const party of call.parties) if (party.state !== 'dialling') legs.push(party.legId);
  return legs;
}
