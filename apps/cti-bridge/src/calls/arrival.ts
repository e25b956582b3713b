/** A citizen's call as it comes from the PBX → what the machines and the screens need to know of it. */
import type { Arrival } from '@hotline/domain/call';
import type { PhoneNumber } from '@hotline/domain/phone-number';
import { isLocal, maskNumber, parseNumber, placeOf } from '@hotline/domain/phone-number';
import type { CallerView } from '@hotline/domain/protocol';
import type { CallEntry } from './call-registry.ts';
import type { DeskCore } from './desk-core.ts';
import type { QueueConfig } from './desk-config.ts';

export type IncomingCall = {
  readonly callId: string;
  readonly leg: string;
  readonly number: string;
  readonly queue: string | null;
  readonly skill: string | null;
  readonly mode: Arrival['mode'];
};

/** One look-up a call: the view is kept with it, and every seat that is offered the call sees the same. */
export function readArrival(
  core: DeskCore,
  incoming: IncomingCall,
): { readonly arrival: Arrival; readonly entry: Omit<CallEntry, 'call'> } {
  const { config } = core.options;
  const { callId, leg, mode } = incoming;
  const parsed = parseNumber(incoming.number, config.areaCode);
  const { number } = parsed;
  const queue = queueFor(config.queues, incoming.queue);
  const { caller, lastSeat } = lookUp(core, parsed, callId);
  const { dropOptionalSkillsAfterMs, specialGroupPriority } = config.routing;
  const asked = knownSkill(core, incoming.skill);
  const isOptional = dropOptionalSkillsAfterMs !== null;
  const priority = queue.priority + (caller.specialGroup === null ? 0 : specialGroupPriority);
  return {
    arrival: {
      callId,
      callerLeg: leg,
      number,
      queueId: queue.id,
      skills: [...new Set([...queue.skills, ...(isOptional ? [] : asked)])],
      optionalSkills: isOptional ? asked : [],
      priority,
      mode,
    },
    entry: { queue, caller, number, lastSeat },
  };
}

/** Every call has a queue: an unknown name is the general one, not a reason to turn a citizen away. */
function queueFor(queues: readonly QueueConfig[], name: string | null): QueueConfig {
  const queue =
    queues.find(({ match }) => match !== null && match === name) ??
    queues.find(({ match }) => match === null) ??
    queues[0];
  if (queue === undefined) throw new Error('no queue is configured');
  return queue;
}

/** A skill that nobody can have would let the call wait for ever. */
function knownSkill(core: DeskCore, skill: string | null): readonly string[] {
  if (skill === null) return [];
  if (core.options.config.hotline.skills.some(({ id }) => id === skill)) return [skill];
  core.refused('pbx', 'unknown-skill', 'caller-arrived');
  return [];
}

function lookUp(
  core: DeskCore,
  parsed: PhoneNumber,
  callId: string,
): { readonly caller: CallerView; readonly lastSeat: string | null } {
  const { callerBook, logger } = core.options;
  const now = core.now();
  try {
    return {
      caller: callerBook.lookUp(parsed.number, now, callId),
      lastSeat: callerBook.lastSeat(parsed.number, now),
    };
  } catch (error) {
    // The citizen is answered without the book rather than not at all.
    logger.error({ err: error, callId }, 'caller book failed');
    return { caller: strangerView(parsed, core.options.config.areaCode), lastSeat: null };
  }
}

function strangerView(parsed: PhoneNumber, areaCode: string): CallerView {
  return {
    numberMasked: maskNumber(parsed),
    numberKind: parsed.kind,
    place: placeOf(parsed)?.city ?? null,
    local: isLocal(parsed, areaCode),
    name: null,
    specialGroup: null,
    contactPreference: 'any',
    note: null,
    tags: [],
    callsIn30Days: 1,
    earlierCalls: [],
    tickets: [],
  };
}
