import { commandResults } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import {
  emergencyTransition,
  type EmergencyEffect,
  type EmergencyInput,
} from '../emergency/emergency-screen.ts';
import { emergencySituation } from '../phone/call-controls.ts';
import { callShown } from '../phone/softphone-view.ts';
import type { DeskCore } from './desk-core.ts';

/** Runs `emergency-screen.ts`: its timer, its commands, and what comes back. */
export function createEmergencyDesk(core: DeskCore) {
  const { get, set, command, tellRefusal, drafts, ports, clock } = core;
  let stopWaiting: (() => void) | null = null;

  function step(input: EmergencyInput): void {
    const next = emergencyTransition(get().emergency, input);
    set({ emergency: next.screen });
    for (const effect of next.effects) run(effect);
  }

  function run(effect: EmergencyEffect): void {
    switch (effect.kind) {
      case 'wait':
        stopWaiting = ports.setTimer(() => step({ kind: 'due', now: clock() }), effect.ms);
        return;
      case 'stop-waiting':
        stopWaiting?.();
        return;
      case 'start':
        return void start(effect.callId, effect.targetId);
      case 'start-by-phone':
        return void startByPhone(effect.callId, effect.targetId);
      case 'cancel':
        return void tellRefusal(
          command('emergency.cancel', { callId: effect.callId, caseId: effect.caseId }),
        );
      default:
        return assertNever(effect);
    }
  }

  async function start(callId: string, targetId: string): Promise<void> {
    const draft = Object.values(drafts.state.getState().items).find(
      (each) => each.draft.callId === callId && each.status.kind !== 'filed',
    )?.draft;
    const outcome = await command('emergency.start', {
      callId,
      targetId,
      summary: {
        reason: (draft?.place ?? '').slice(0, 500),
        language: null,
        title: (draft?.title ?? '').slice(0, 500),
        text: (draft?.text ?? '').slice(0, 20_000),
      },
    });
    const result = outcome.ok ? commandResults['emergency.start'].safeParse(outcome.value) : null;
    if (result?.success === true) step({ kind: 'started', caseId: result.data.caseId });
    else step({ kind: 'refused', code: outcome.ok ? 'internal' : outcome.error });
  }

  async function startByPhone(callId: string, targetId: string): Promise<void> {
    step({ kind: 'phone', outcome: await ports.softphone.emergencyByPhone(targetId, callId) });
  }

  /** The case on the screen, as the bridge tells it. */
  const shownCase = () => {
    const { emergency, link } = get();
    if (emergency.kind !== 'line') return null;
    return link.data?.call?.emergencies.find(({ caseId }) => caseId === emergency.caseId) ?? null;
  };

  return {
    emergencyKey: (): void =>
      step({
        kind: 'key',
        found: emergencySituation(
          callShown(get()),
          get().link.phase,
          get().phone.call,
          get().phone.registration.kind === 'registered',
        ),
      }),
    emergencyChoose: (targetId: string): void => step({ kind: 'choose', targetId, now: clock() }),
    emergencyAnother: (): void => step({ kind: 'another' }),
    emergencyEscape: (): void => {
      const state = shownCase()?.state;
      step({ kind: 'escape', cancellable: state === 'dialling' || state === 'ringing' });
    },
    emergencyCallOver: (callId: string): void => step({ kind: 'call-over', callId }),
    /** 确认移交: the agent's own key, where the target cannot be asked to press one. */
    acknowledge: (): void => {
      const callId = get().link.data?.call?.callId;
      const one = get().link.data?.call?.emergencies.findLast((each) => each.mayAcknowledge);
      if (callId === undefined || one === undefined) return;
      void tellRefusal(command('emergency.acknowledge', { callId, caseId: one.caseId }));
    },
    /** 打印: the sealed time-line with its chain of hashes, as the ledger has it. */
    printSealed: async (): Promise<void> => {
      const callId = get().link.data?.call?.callId;
      if (callId === undefined) return;
      const outcome = await tellRefusal(command('emergency.sealed', { callId }));
      const result = outcome.ok
        ? commandResults['emergency.sealed'].safeParse(outcome.value)
        : null;
      if (result?.success !== true) return;
      set({ sealed: { callId, at: clock(), entries: result.data.entries } });
      // Once it is on the page.
      ports.setTimer(ports.print, 50);
    },
  };
}
