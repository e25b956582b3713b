/** What the desk is told it may do is what the transitions do, and the other way round. */
import type { Operation } from '../../protocol/index.ts';
import type { Call, CallEvent } from '../index.ts';
import { operationsOf, transition } from '../index.ts';
import { partiesOf, newsOf } from './laws.ts';
import type { SimulatedHotline } from './simulated-hotline.ts';

export function breachesOfRights(world: SimulatedHotline): readonly string[] {
  const { call } = world;
  const said: string[] = [];
  const takes = (event: CallEvent) => transition(call, event, world.now, world.rules).ok;
  for (const seat of newsOf(call).keys()) {
    const may = operationsOf(call, seat);
    const isOwner = call.kind === 'talking' && call.seat.seatId === seat;
    for (const [operation, events] of askingFor(call, seat)) {
      const isListed = may.includes(operation);
      const isTaken = events.some(takes);
      if (isListed && !isTaken) said.push(`${seat} may ${operation}, and is refused`);
      if (isOwner && isTaken && !isListed) said.push(`${seat} may not ${operation}, and does it`);
    }
  }
  return said;
}

/** By its telephone (answer), or always. */
type Asked = Exclude<Operation, 'answer' | 'mute' | 'invite' | 'emergency'>;

function askingFor(call: Call, seat: string): ReadonlyMap<Asked, readonly CallEvent[]> {
  const legs = partiesOf(call).map(({ legId }) => legId);
  const modes = ['listen', 'whisper', 'barge'] as const;
  return new Map<Asked, readonly CallEvent[]>([
    ['reject', [{ kind: 'reject', seat }]],
    ['hang-up', [{ kind: 'hang-up', seat }]],
    ['leave', [{ kind: 'leave', seat, override: true }]],
    ['hold', [{ kind: 'hold', seat }]],
    ['retrieve', [{ kind: 'retrieve', seat }]],
    ['dtmf', [{ kind: 'send-keys', seat, keys: '1' }]],
    ['cancel', legs.map((leg) => ({ kind: 'cancel-invite', seat, leg }))],
    ['complete', legs.map((leg) => ({ kind: 'complete', seat, leg }))],
    ['merge', [{ kind: 'merge', seat }]],
    ['swap', legs.map((leg) => ({ kind: 'swap', seat, leg }))],
    ['drop', legs.map((leg) => ({ kind: 'drop', seat, leg }))],
    ['park', [{ kind: 'park', seat, slot: '701' }]],
    ['to-queue', [{ kind: 'to-queue', seat, skills: [], brief: null }]],
    ['rebuild', [{ kind: 'rebuild', seat, leg: 'leg-new' }]],
    ['pause-recording', [true, false].map((paused) => ({ kind: 'pause-recording', seat, paused }))],
    ['leader-mode', modes.map((mode) => ({ kind: 'leader-mode', seat, mode }))],
    ['take-over', [{ kind: 'take-over', seat }]],
    // A leader may do it from outside of the call too: whether they are one is not the call's to know.
    ...(call.kind === 'talking' && call.seat.seatId === seat
      ? []
      : [['force-end', [{ kind: 'force-end', seat }]] as const]),
  ]);
}
