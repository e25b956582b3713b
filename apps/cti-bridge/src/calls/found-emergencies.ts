/** Emergency hand-overs of an earlier run of the bridge: what the ledger has of them, and the configuration. */
import type { EmergencyCase, EmergencyParty, Party } from '@hotline/domain/call';
import { isBinding } from '@hotline/domain/call';
import type { DeskConfig } from './desk-config.ts';
import type { DeskCore } from './desk-core.ts';

/** The ledger has the legs that were dialled; which routes there are, and the key, is the configuration's. */
export function emergenciesOf(
  core: DeskCore,
  known: readonly EmergencyCase[],
): readonly EmergencyCase[] {
  const { config, ids } = core.options;
  return known.map((one) => {
    const target = config.emergency.targets.find(({ id }) => id === one.targetId);
    const routes = (target?.routes ?? []).map(({ ringMs }, route) => ({
      // The case has the name of its first leg.
      leg: one.routes[route]?.leg ?? (route === 0 ? one.caseId : ids.newLeg()),
      ringForMs: ringMs,
    }));
    return { ...one, routes, acknowledgeKey: target?.acknowledgeKey ?? null };
  });
}

/** Under way on the ledger, and not on the PBX any more: nobody was there to hear how it ended. */
export function goneParties(
  cases: readonly EmergencyCase[],
  there: readonly Party[],
  targets: DeskConfig['emergency']['targets'],
  now: number,
): readonly EmergencyParty[] {
  return cases.flatMap((one): readonly EmergencyParty[] => {
    const { caseId, targetId, state, route, routes } = one;
    if (!isBinding(one) && state !== 'acknowledged') return [];
    if (there.some((party) => party.kind === 'emergency' && party.caseId === caseId)) return [];
    return [
      {
        kind: 'emergency',
        caseId,
        legId: routes[route]?.leg ?? caseId,
        state: state === 'dialling' || state === 'ringing' ? state : 'in-room',
        since: now,
        target: {
          kind: 'outside',
          entryId: targetId,
          number: targetId,
          label: targets.find(({ id }) => id === targetId)?.zh ?? targetId,
        },
        invitedBy: one.bySeat,
        ringUntil: now,
        muted: false,
        held: false,
      },
    ];
  });
}
