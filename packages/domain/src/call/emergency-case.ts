/**
 * 应急联动: one hand-over to 110, 119, 120 or 122, from the key to the acknowledgement.
 *
 *   dialling ─► ringing ─► answered ─► acknowledged ─► ended
 *     │  ▲         │           │
 *     │  └─────────┤ next route│ target leaves: said, the seat is still with the citizen
 *     ▼            ▼           ▼
 *   failed       cancelled    ended
 *
 * Nobody of ours may leave the citizen before `acknowledged`: by the target's key, or by the agent's own, which counts
 * only once the target has answered and both sides were heard. Detected speech alone releases nobody.
 */
import type { EmergencyStep } from '../protocol/index.ts';

export type EmergencyRoute = { readonly leg: string; readonly ringForMs: number };

export type EmergencyCase = {
  readonly caseId: string;
  readonly targetId: string;
  readonly bySeat: string;
  readonly startedAt: number;
  readonly state:
    | 'dialling'
    | 'ringing'
    | 'answered'
    | 'acknowledged'
    | 'failed'
    | 'cancelled'
    | 'ended';
  readonly routes: readonly EmergencyRoute[];
  /** Index of the route under way. */
  readonly route: number;
  /** DTMF key by which the target acknowledges; null: it has none. */
  readonly acknowledgeKey: string | null;
  readonly callerHeard: boolean;
  readonly targetHeard: boolean;
  readonly acknowledgedBy: 'target-key' | 'agent' | null;
  readonly steps: readonly {
    readonly at: number;
    readonly step: EmergencyStep;
    readonly detail: string | null;
  }[];
};

/** Under way and not acknowledged: the citizen depends on us. */
export const isBinding = ({ state }: EmergencyCase): boolean =>
  state === 'dialling' || state === 'ringing' || state === 'answered';

export const mayAcknowledge = (one: EmergencyCase): boolean =>
  one.state === 'answered' && one.callerHeard && one.targetHeard;
