/** 应急联动 as the ledger has it: what an earlier run of the bridge had begun goes on from there. */
import type { EmergencyCase } from '@hotline/domain/call';
import type { LedgerFact } from '@hotline/domain/ledger';
import { emergencyStep } from '@hotline/domain/protocol';

type StepFact = Extract<LedgerFact, { readonly kind: 'emergency-step' }>;

const stateAfter: Readonly<Partial<Record<string, EmergencyCase['state']>>> = {
  dialled: 'dialling',
  ringing: 'ringing',
  answered: 'answered',
  acknowledged: 'acknowledged',
  failed: 'failed',
  cancelled: 'cancelled',
  'target-left': 'ended',
};

export function foldEmergency(
  cases: readonly EmergencyCase[],
  at: number,
  fact: StepFact,
): readonly EmergencyCase[] {
  const step = emergencyStep.safeParse(fact.step);
  if (!step.success) return cases;
  const known = cases.find(({ caseId }) => caseId === fact.caseId) ?? begun(at, fact);
  const { detail } = fact;
  const next: EmergencyCase = {
    ...known,
    state: stateAfter[step.data] ?? known.state,
    callerHeard: known.callerHeard || step.data === 'caller-heard',
    targetHeard: known.targetHeard || step.data === 'target-heard',
    acknowledgedBy:
      step.data === 'acknowledged'
        ? detail === 'target-key'
          ? 'target-key'
          : 'agent'
        : known.acknowledgedBy,
    route: step.data === 'dialled' ? Math.max(0, Number(detail ?? 1) - 1) : known.route,
    steps: [...known.steps, { at, step: step.data, detail }],
  };
  return [...cases.filter((one) => one !== known), next];
}

/** Its leg, in the order in which the routes were dialled. */
export function foldDialled(
  cases: readonly EmergencyCase[],
  { leg, target }: Extract<LedgerFact, { readonly kind: 'party-invited' }>,
): readonly EmergencyCase[] {
  const own = cases.findLast(({ targetId }) => targetId === target);
  return cases.map((one) =>
    one === own ? { ...one, routes: [...one.routes, { leg, ringForMs: 0 }] } : one,
  );
}

function begun(at: number, { caseId, targetId, seatId }: StepFact): EmergencyCase {
  return {
    caseId,
    targetId,
    bySeat: seatId,
    startedAt: at,
    state: 'dialling',
    routes: [],
    route: 0,
    // Of the configuration, when the call is read back.
    acknowledgeKey: null,
    callerHeard: false,
    targetHeard: false,
    acknowledgedBy: null,
    steps: [],
  };
}
