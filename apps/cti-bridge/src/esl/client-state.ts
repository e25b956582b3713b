/**
 * What the client is doing, as a pure function.
 *
 *            start               connected              ready                  resynced
 *   stopped ──────► connecting ───────────► authenticating ─────► resyncing ───────────► live
 *                      ▲  │                      │                 │    ▲                 │
 *                      │  │ closed               │ closed          │    └── events-lost ──┤
 *             retry-due│  ▼                      ▼                 ▼                      │ closed
 *                     away{reason, retryAt} ◄──────────────────────┴──────────────────────┘
 *   (stop leads from everywhere to stopped)
 *
 * `resyncing`: the application reads the PBX's state; events that arrive meanwhile are held and delivered after, in
 * order. A loss of events that is noticed during a resync makes one more resync, since what was read may be old.
 */
import { assertNever } from '@hotline/domain/result';
import { type Backoff, waitBefore } from './backoff.ts';
import type { LossReason } from './failure.ts';

export type ResyncCause = 'connected' | 'events-lost';

export type ClientState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'authenticating'; readonly attempt: number }
  | {
      readonly kind: 'resyncing';
      readonly attempt: number;
      readonly cause: ResyncCause;
      readonly again: boolean;
    }
  | { readonly kind: 'live'; readonly attempt: number; readonly sinceMs: number }
  | {
      readonly kind: 'away';
      readonly reason: LossReason;
      readonly detail: string;
      readonly attempt: number;
      readonly retryAtMs: number;
    };

export type ClientInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'resynced' }
  | { readonly kind: 'events-lost' }
  | { readonly kind: 'closed'; readonly reason: LossReason; readonly detail: string }
  | { readonly kind: 'retry-due' }
  | { readonly kind: 'stop' };

export type ClientEffect =
  | { readonly kind: 'dial' }
  | { readonly kind: 'resync'; readonly cause: ResyncCause }
  | { readonly kind: 'release-events' }
  | { readonly kind: 'retry-in'; readonly ms: number }
  | { readonly kind: 'hang-up' };

export type ClientStep = { readonly next: ClientState; readonly effects: readonly ClientEffect[] };

export type StepContext = {
  readonly nowMs: number;
  /** In [0, 1). */
  readonly random: number;
  readonly backoff: Backoff;
  /** A connection that was live this long makes the next wait short again, ms. */
  readonly stableMs: number;
};

export function stepClient(
  state: ClientState,
  input: ClientInput,
  context: StepContext,
): ClientStep {
  switch (input.kind) {
    case 'start':
      return state.kind === 'stopped' ? dial(1) : stay(state);
    case 'retry-due':
      return state.kind === 'away' ? dial(state.attempt + 1) : stay(state);
    case 'connected':
      return state.kind === 'connecting'
        ? { next: { kind: 'authenticating', attempt: state.attempt }, effects: [] }
        : stay(state);
    case 'ready':
      return state.kind === 'authenticating' ? resync(state.attempt, 'connected') : stay(state);
    case 'resynced':
      return resynced(state, context);
    case 'events-lost':
      if (state.kind === 'live') return resync(state.attempt, 'events-lost');
      return state.kind === 'resyncing' ? stay({ ...state, again: true }) : stay(state);
    case 'closed':
      return closed(state, input, context);
    case 'stop':
      return { next: { kind: 'stopped' }, effects: [{ kind: 'hang-up' }] };
    default:
      return assertNever(input);
  }
}

const stay = (state: ClientState): ClientStep => ({ next: state, effects: [] });

const dial = (attempt: number): ClientStep => ({
  next: { kind: 'connecting', attempt },
  effects: [{ kind: 'dial' }],
});

const resync = (attempt: number, cause: ResyncCause): ClientStep => ({
  next: { kind: 'resyncing', attempt, cause, again: false },
  effects: [{ kind: 'resync', cause }],
});

function resynced(state: ClientState, context: StepContext): ClientStep {
  if (state.kind !== 'resyncing') return stay(state);
  if (state.again) return resync(state.attempt, 'events-lost');
  return {
    next: { kind: 'live', attempt: state.attempt, sinceMs: context.nowMs },
    effects: [{ kind: 'release-events' }],
  };
}

function closed(
  state: ClientState,
  input: { readonly reason: LossReason; readonly detail: string },
  context: StepContext,
): ClientStep {
  if (state.kind === 'stopped' || state.kind === 'away') return stay(state);
  const stable = state.kind === 'live' && context.nowMs - state.sinceMs >= context.stableMs;
  const attempt = stable ? 1 : state.attempt;
  const refused =
    input.reason === 'auth-refused' ||
    input.reason === 'address-refused' ||
    input.reason === 'subscribe-refused';
  const ms = waitBefore(attempt, refused, context.backoff, context.random);
  return {
    next: {
      kind: 'away',
      reason: input.reason,
      detail: input.detail,
      attempt,
      retryAtMs: context.nowMs + ms,
    },
    effects: [{ kind: 'retry-in', ms }],
  };
}
