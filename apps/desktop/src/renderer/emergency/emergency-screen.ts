/**
 * 应急移交 on the screen, as a pure state machine. The hand-over itself is the bridge's (`call.emergencies`); this is
 * what the person sees and can still take back.
 *
 *              F9               1–4                1.5 s               caseId
 *   closed ─────────► choosing ───────► holding ───────────► sending ─────────► line
 *    │ ▲  ▲             │  ▲     Esc      │  │                  │ refused, why     │
 *    │ │  └── F9, Esc ──┘  └──────────────┘  │ no bridge        ▼                  │
 *    │ │                                    ▼               choosing              │
 *    │ └───────────────────────────────── by-phone                                │
 *    │ └──────────────────────── F9: back to the draft, the case goes on ─────────┘
 *    └── F9 when no call can be handed over ──► explaining
 *
 * `holding`: nothing has left the seat yet, so Esc undoes it without a trace. After that Esc cancels the case as long
 * as nobody has answered.
 */
import { assertNever } from '@hotline/domain/result';
import type { CommandError } from '../connection/seat-link.ts';
import type { EmergencyOutcome } from '../softphone/softphone.ts';

/** Why F9 opens no choice now. */
type EmergencyHindrance = 'no-call' | 'ringing' | 'not-owner' | 'not-now' | 'no-way';
type Way = 'bridge' | 'phone';
/** What F9 finds. */
export type EmergencySituation =
  | { readonly kind: 'possible'; readonly callId: string; readonly way: Way }
  | { readonly kind: 'running'; readonly callId: string; readonly caseId: string }
  | { readonly kind: 'hindered'; readonly why: EmergencyHindrance };

export type EmergencyScreen =
  | { readonly kind: 'closed' }
  | { readonly kind: 'explaining'; readonly why: EmergencyHindrance }
  | {
      readonly kind: 'choosing';
      readonly callId: string;
      readonly way: Way;
      readonly failed: CommandError | null;
    }
  | {
      readonly kind: 'holding';
      readonly callId: string;
      readonly way: Way;
      readonly targetId: string;
      /** By the desk's clock, ms. */
      readonly until: number;
    }
  | { readonly kind: 'sending'; readonly callId: string; readonly targetId: string }
  | { readonly kind: 'line'; readonly callId: string; readonly caseId: string }
  | {
      readonly kind: 'by-phone';
      readonly callId: string;
      readonly targetId: string;
      readonly since: number;
      readonly outcome: 'under-way' | EmergencyOutcome;
    };

export type EmergencyInput =
  | { readonly kind: 'key'; readonly found: EmergencySituation }
  /** Another one beside the one that is open. */
  | { readonly kind: 'another' }
  | { readonly kind: 'choose'; readonly targetId: string; readonly now: number }
  /** `cancellable`: nobody has answered yet. */
  | { readonly kind: 'escape'; readonly cancellable: boolean }
  | { readonly kind: 'due'; readonly now: number }
  | { readonly kind: 'started'; readonly caseId: string }
  | { readonly kind: 'refused'; readonly code: CommandError }
  | { readonly kind: 'phone'; readonly outcome: EmergencyOutcome }
  | { readonly kind: 'call-over'; readonly callId: string };

export type EmergencyEffect =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'stop-waiting' }
  | { readonly kind: 'start'; readonly callId: string; readonly targetId: string }
  | { readonly kind: 'start-by-phone'; readonly callId: string; readonly targetId: string }
  | { readonly kind: 'cancel'; readonly callId: string; readonly caseId: string };

export type EmergencyScreenStep = {
  readonly screen: EmergencyScreen;
  readonly effects: readonly EmergencyEffect[];
};

/** How long the command is held back, ms: long enough to see a wrong key, short enough for 120. */
export const HELD_BACK_MS = 1_500;

const closed: EmergencyScreen = { kind: 'closed' };
const step = (screen: EmergencyScreen, ...effects: EmergencyEffect[]): EmergencyScreenStep => ({
  screen,
  effects,
});

export function emergencyTransition(
  screen: EmergencyScreen,
  input: EmergencyInput,
): EmergencyScreenStep {
  switch (input.kind) {
    case 'key':
      return screen.kind === 'closed' || screen.kind === 'explaining'
        ? step(screen.kind === 'closed' ? opened(input.found) : closed)
        : put(screen);
    case 'another':
      return screen.kind === 'line' || screen.kind === 'by-phone'
        ? step({
            kind: 'choosing',
            callId: screen.callId,
            way: screen.kind === 'line' ? 'bridge' : 'phone',
            failed: null,
          })
        : step(screen);
    case 'choose': {
      if (screen.kind !== 'choosing') return step(screen);
      const { callId, way } = screen;
      const until = input.now + HELD_BACK_MS;
      return step(
        { kind: 'holding', callId, way, targetId: input.targetId, until },
        { kind: 'wait', ms: HELD_BACK_MS },
      );
    }
    case 'escape':
      return escaped(screen, input.cancellable);
    case 'due': {
      if (screen.kind !== 'holding') return step(screen);
      const { callId, targetId } = screen;
      if (screen.way === 'bridge')
        return step({ kind: 'sending', callId, targetId }, { kind: 'start', callId, targetId });
      return step(
        { kind: 'by-phone', callId, targetId, since: input.now, outcome: 'under-way' },
        { kind: 'start-by-phone', callId, targetId },
      );
    }
    case 'started':
      return screen.kind === 'sending'
        ? step({ kind: 'line', callId: screen.callId, caseId: input.caseId })
        : step(screen);
    case 'refused':
      return screen.kind === 'sending'
        ? step({ kind: 'choosing', callId: screen.callId, way: 'bridge', failed: input.code })
        : step(screen);
    case 'phone':
      return screen.kind === 'by-phone'
        ? step({ ...screen, outcome: input.outcome })
        : step(screen);
    case 'call-over':
      return 'callId' in screen && screen.callId === input.callId ? put(screen) : step(screen);
    default:
      return assertNever(input);
  }
}

function opened(found: EmergencySituation): EmergencyScreen {
  switch (found.kind) {
    case 'possible':
      return { kind: 'choosing', callId: found.callId, way: found.way, failed: null };
    case 'running':
      return { kind: 'line', callId: found.callId, caseId: found.caseId };
    case 'hindered':
      return { kind: 'explaining', why: found.why };
    default:
      return assertNever(found);
  }
}

/** Put away. What has not left the seat does not leave it any more. */
const put = (screen: EmergencyScreen): EmergencyScreenStep =>
  step(closed, ...(screen.kind === 'holding' ? [{ kind: 'stop-waiting' } as const] : []));

function escaped(screen: EmergencyScreen, cancellable: boolean): EmergencyScreenStep {
  switch (screen.kind) {
    case 'closed':
    // It cannot be called back before the bridge has named it.
    case 'sending':
      return step(screen);
    case 'explaining':
    case 'choosing':
    case 'by-phone':
      return step(closed);
    case 'holding':
      return step(
        { kind: 'choosing', callId: screen.callId, way: screen.way, failed: null },
        { kind: 'stop-waiting' },
      );
    case 'line':
      return cancellable
        ? step(screen, { kind: 'cancel', callId: screen.callId, caseId: screen.caseId })
        : step(closed);
    default:
      return assertNever(screen);
  }
}
