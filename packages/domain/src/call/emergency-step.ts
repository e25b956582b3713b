/** Steps of an emergency hand-over: kept on the call for the screen, and on the ledger for whoever asks later. */
import type { EmergencyStep } from '../protocol/index.ts';
import type { RoomCall } from './call.ts';
import type { CallEffect } from './effect.ts';
import { record } from './effect.ts';
import type { EmergencyCase } from './emergency-case.ts';
import { isBinding } from './emergency-case.ts';

export type Stepped = {
  readonly emergencies: readonly EmergencyCase[];
  readonly effects: readonly CallEffect[];
};

/** Adds a step to a case, with what else changes in it. */
export function stepCase(
  call: { readonly callId: string; readonly emergencies: readonly EmergencyCase[] },
  caseId: string,
  step: EmergencyStep,
  now: number,
  more: { readonly detail?: string | null; readonly change?: Partial<EmergencyCase> } = {},
): Stepped {
  const detail = more.detail ?? null;
  const effects: CallEffect[] = [];
  const emergencies = call.emergencies.map((one) => {
    if (one.caseId !== caseId) return one;
    const { targetId, bySeat: seatId } = one;
    effects.push(
      record(now, {
        kind: 'emergency-step',
        callId: call.callId,
        caseId,
        targetId,
        seatId,
        step,
        detail,
      }),
    );
    return { ...one, ...more.change, steps: [...one.steps, { at: now, step, detail }] };
  });
  return { emergencies, effects };
}

/** The same step for every case that still binds. */
export function stepBinding(
  call: Pick<RoomCall, 'callId' | 'emergencies'>,
  step: EmergencyStep,
  now: number,
  detail: string | null = null,
): Stepped {
  let emergencies = call.emergencies;
  const effects: CallEffect[] = [];
  for (const { caseId } of call.emergencies.filter(isBinding)) {
    const next = stepCase({ callId: call.callId, emergencies }, caseId, step, now, { detail });
    emergencies = next.emergencies;
    effects.push(...next.effects);
  }
  return { emergencies, effects };
}

/** The room closes: what was under way is over. */
export function endAllCases(call: Pick<RoomCall, 'callId' | 'emergencies'>, now: number): Stepped {
  let emergencies = call.emergencies;
  const effects: CallEffect[] = [];
  for (const one of call.emergencies) {
    if (!isBinding(one) && one.state !== 'acknowledged') continue;
    const wasAnswered = one.state === 'answered' || one.state === 'acknowledged';
    const next = stepCase(
      { callId: call.callId, emergencies },
      one.caseId,
      wasAnswered ? 'target-left' : 'cancelled',
      now,
      { detail: 'CALL_OVER', change: { state: wasAnswered ? 'ended' : 'cancelled' } },
    );
    emergencies = next.emergencies;
    effects.push(...next.effects);
  }
  return { emergencies, effects };
}
