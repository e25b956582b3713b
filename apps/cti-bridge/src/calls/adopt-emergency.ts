/** 110, called in by a seat's telephone because the seat could not reach the bridge. */
import type { DeskCore } from './desk-core.ts';
import { UNKNOWN_SEAT } from './pbx-port.ts';

export type CalledIn = {
  readonly callId: string;
  readonly leg: string;
  readonly seat: string | null;
  readonly targetId: string;
};

/** It is in the room, and its case goes on from here. In a call that is over it would be alone: it is let go. */
export function adoptEmergency(core: DeskCore, { callId, leg, seat, targetId }: CalledIn): void {
  const target = core.options.config.emergency.targets.find(({ id }) => id === targetId);
  const outcome = core.callEvent(callId, {
    kind: 'emergency-found',
    seat: seat ?? UNKNOWN_SEAT,
    leg,
    targetId,
    label: target?.zh ?? targetId,
    acknowledgeKey: target?.acknowledgeKey ?? null,
  });
  const isKnown = outcome?.ok === false && outcome.error.code === 'duplicate';
  if (outcome?.ok !== true && !isKnown) core.options.pbx.hangUp(leg, 'NORMAL_CLEARING');
}
