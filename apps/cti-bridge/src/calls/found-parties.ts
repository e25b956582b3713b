/** Legs found in a call's room → its parties, for a bridge that has just started. */
import type { EmergencyCase, LeaderMode, Party, PartyTarget, Purpose } from '@hotline/domain/call';
import { isBinding } from '@hotline/domain/call';
import { assertNever } from '@hotline/domain/result';
import type { DeskCore } from './desk-core.ts';
import type { FoundLeg } from './pbx-port.ts';

const purposes = new Set<string>([
  'blind',
  'attended',
  'consult',
  'conference',
  'interpret',
] satisfies Purpose[]);
const modes = new Set<string>(['listen', 'whisper', 'barge'] satisfies LeaderMode[]);
const isPurpose = (word: string | null): word is Purpose => word !== null && purposes.has(word);
const isMode = (word: string | null): word is LeaderMode => word !== null && modes.has(word);

/** Of 110 also one that still rings: nobody else would ring it again. Others are asked anew by who wants them. */
export const isTaken = ({ role, state }: FoundLeg): boolean =>
  state === 'in-room' || role === 'emergency';

/** `isHeld`: the citizen is on hold, so whoever was consulted still is. */
export function partyOfLeg(
  core: DeskCore,
  leg: FoundLeg,
  emergencies: readonly EmergencyCase[],
  isHeld: boolean,
): Party | null {
  const { leg: legId, purpose, role } = leg;
  const now = core.now();
  const base = {
    legId,
    state: leg.state,
    since: Math.min(now, leg.answeredAt ?? leg.createdAt),
    target: targetOfLeg(core, leg),
    invitedBy: leg.by ?? '',
    ringUntil: Math.min(now, leg.createdAt) + core.options.config.transfer.ringMs,
    muted: leg.isMuted,
    held: leg.isHeld,
  };
  switch (role) {
    case 'seat':
    case 'guest': {
      const asked = isPurpose(purpose) ? purpose : 'conference';
      const isOver = asked === 'blind' || asked === 'attended' || (asked === 'consult' && !isHeld);
      return { ...base, kind: 'guest', brief: null, purpose: isOver ? 'conference' : asked };
    }
    case 'leader': {
      const mode = isMode(purpose) ? purpose : 'listen';
      return { ...base, kind: 'leader', mode, muted: mode === 'listen' };
    }
    case 'emergency': {
      const own = emergencies.find(
        (one) => one.targetId === leg.entryId && (isBinding(one) || one.state === 'acknowledged'),
      );
      if (own === undefined) return null;
      const ringMs = own.routes[own.route]?.ringForMs ?? core.options.config.transfer.ringMs;
      const ringUntil = Math.min(now, leg.createdAt) + ringMs;
      // As the case has it; what has happened since is told as an event.
      const state = own.state === 'dialling' || own.state === 'ringing' ? own.state : leg.state;
      return { ...base, kind: 'emergency', caseId: own.caseId, ringUntil, state };
    }
    default:
      return assertNever(role);
  }
}

function targetOfLeg(core: DeskCore, leg: FoundLeg): PartyTarget {
  const { seat, entryId, number } = leg;
  if (seat !== null && leg.role !== 'emergency') {
    const { person } = core.seats.get(seat, core.now());
    return { kind: 'seat', seatId: seat, isSpecialist: person?.role === 'specialist' };
  }
  return { kind: 'outside', entryId, number: number ?? '', label: labelOf(core, leg) };
}

function labelOf(core: DeskCore, { entryId, number }: FoundLeg): string {
  const { directory, emergency } = core.options.config;
  const known =
    emergency.targets.find(({ id }) => id === entryId) ??
    directory.find(({ id }) => id === entryId);
  return known?.zh ?? number ?? '';
}
