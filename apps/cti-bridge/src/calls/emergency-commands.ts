/** 110, 119, 120, 122 by one key: started, taken back, confirmed; and the sealed time-line for printing. */
import type { Answer, Command } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { done, ofCall, refuse } from './answers.ts';
import type { DeskCore } from './desk-core.ts';

type EmergencyCommand = Extract<
  Command,
  { readonly name: 'emergency.start' | 'emergency.cancel' | 'emergency.acknowledge' }
>;

export function runEmergency(core: DeskCore, seat: string, command: EmergencyCommand): Answer {
  const { id } = command;
  switch (command.name) {
    case 'emergency.start':
      return start(core, seat, id, command.args);
    case 'emergency.cancel': {
      const { callId, caseId } = command.args;
      return ofCall(id, core.callEvent(callId, { kind: 'cancel-emergency', seat, caseId }));
    }
    case 'emergency.acknowledge': {
      const { callId, caseId } = command.args;
      return ofCall(id, core.callEvent(callId, { kind: 'acknowledge', seat, caseId }));
    }
    default:
      return assertNever(command);
  }
}

function start(
  core: DeskCore,
  seat: string,
  id: string,
  {
    callId,
    targetId,
    summary,
  }: Extract<EmergencyCommand, { readonly name: 'emergency.start' }>['args'],
): Answer {
  const target = core.options.config.emergency.targets.find((one) => one.id === targetId);
  if (target === undefined) return refuse(id, 'no-such-target');
  const { newLeg } = core.options.ids;
  const routes = target.routes.map(({ ringMs }) => ({ leg: newLeg(), ringForMs: ringMs }));
  const caseId = routes[0]?.leg ?? newLeg();
  core.summaries.set(caseId, summary);
  const outcome = core.callEvent(callId, {
    kind: 'emergency',
    seat,
    caseId,
    targetId,
    label: target.zh,
    routes,
    acknowledgeKey: target.acknowledgeKey,
  });
  core.summaries.delete(caseId);
  return ofCall(id, outcome, { caseId });
}

/** Of a call this seat has had, or by a leader. */
export function sealedTimeLine(core: DeskCore, seat: string, id: string, callId: string): Answer {
  const { person } = core.seats.get(seat, core.now());
  const isOwn = core.book.archive.get(callId)?.seats.has(seat) === true;
  if (!isOwn && person?.role !== 'leader') return refuse(id, 'not-your-call');
  return done(id, { entries: core.options.sealed.sealedOf(callId) });
}
