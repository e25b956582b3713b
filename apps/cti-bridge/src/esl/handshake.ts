/**
 * From the first byte of a connection to "ready", as a pure function.
 *
 *     greeting ──auth/request──► authenticating ──+OK──► subscribing ──+OK, ±──► ready
 *        │ text/rude-rejection        │ -ERR                 │ -ERR on events
 *        └────────────────────────────┴──────────────────────┴──► failed{reason}
 *
 * The PBX answers in order, so the answers to the two subscriptions are told apart by their position. The second one
 * (loss notices from the log) may be refused, e.g. by `esl-allowed-log`: then the connection works without it.
 */
import { type Result, assertNever, err, ok } from '@hotline/domain/result';
import type { LossReason } from './failure.ts';
import type { Frame } from './framer.ts';
import { LOSS_NOTICE_COMMAND } from './loss.ts';

export type Handshake =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'authenticating' }
  | { readonly kind: 'subscribing'; readonly lossNotices: 'asked' | 'not-asked' }
  | { readonly kind: 'asking-loss-notices' }
  | { readonly kind: 'ready'; readonly lossNotices: boolean }
  | { readonly kind: 'failed'; readonly reason: LossReason; readonly text: string };

export type HandshakePlan = {
  readonly password: string;
  /** Event names as FreeSWITCH writes them: CHANNEL_ANSWER. */
  readonly events: readonly string[];
  /** Subclasses of CUSTOM: conference::maintenance. */
  readonly customEvents: readonly string[];
  /** Listen to the log for "Lost [N] events!". */
  readonly lossNotices: boolean;
};

export type HandshakeStep = { readonly next: Handshake; readonly send: readonly string[] };

export const FIRST_STEP: Handshake = { kind: 'greeting' };

/** Frames that are not for the handshake (events that come early) leave it as it is. */
export function stepHandshake(state: Handshake, frame: Frame, plan: HandshakePlan): HandshakeStep {
  if (frame.contentType === 'text/rude-rejection') return failed('address-refused', frame.body);
  if (state.kind === 'greeting') {
    if (frame.contentType !== 'auth/request') return { next: state, send: [] };
    return { next: { kind: 'authenticating' }, send: [`auth ${plan.password}\n\n`] };
  }
  if (frame.contentType !== 'command/reply') return { next: state, send: [] };
  const reply = frame.headers['Reply-Text'] ?? '';
  const accepted = reply.startsWith('+OK');
  switch (state.kind) {
    case 'authenticating':
      return accepted ? subscribe(plan) : failed('auth-refused', reply);
    case 'subscribing':
      if (!accepted) return failed('subscribe-refused', reply);
      return state.lossNotices === 'asked'
        ? { next: { kind: 'asking-loss-notices' }, send: [] }
        : { next: { kind: 'ready', lossNotices: false }, send: [] };
    case 'asking-loss-notices':
      return { next: { kind: 'ready', lossNotices: accepted }, send: [] };
    case 'ready':
    case 'failed':
      return { next: state, send: [] };
    default:
      return assertNever(state);
  }
}

function subscribe(plan: HandshakePlan): HandshakeStep {
  const custom = plan.customEvents.length > 0 ? ['CUSTOM', ...plan.customEvents] : [];
  // CUSTOM comes last: every word behind it is read as a subclass.
  const events = `event json ${[...plan.events, ...custom].join(' ')}\n\n`;
  return plan.lossNotices
    ? {
        next: { kind: 'subscribing', lossNotices: 'asked' },
        send: [events, `${LOSS_NOTICE_COMMAND}\n\n`],
      }
    : { next: { kind: 'subscribing', lossNotices: 'not-asked' }, send: [events] };
}

const failed = (reason: LossReason, text: string): HandshakeStep => ({
  next: { kind: 'failed', reason, text: text.trim() },
  send: [],
});

/** Why settings are refused before anything is dialled. */
export type SettingsFault = {
  readonly code:
    | 'password-empty'
    /** `ClueCon` is in every FreeSWITCH ever unpacked, and ESL can run shell commands (`system`). */
    | 'password-well-known'
    | 'password-unusable'
    | 'no-events'
    | 'event-name-unusable';
};

export function checkPlan(plan: HandshakePlan): Result<HandshakePlan, SettingsFault> {
  if (plan.password === '') return err({ code: 'password-empty' });
  if (plan.password === 'ClueCon') return err({ code: 'password-well-known' });
  if (hasLineBreak(plan.password)) return err({ code: 'password-unusable' });
  if (plan.events.length + plan.customEvents.length === 0) return err({ code: 'no-events' });
  const usable =
    plan.events.every((name) => /^[A-Z][A-Z_]*$/.test(name)) &&
    plan.customEvents.every((name) => /^[\w:.-]+$/.test(name));
  return usable ? ok(plan) : err({ code: 'event-name-unusable' });
}

/** A line break (or NUL, where C strings end) inside a command makes FreeSWITCH read headers or a second command. */
export const hasLineBreak = (text: string): boolean => /[\r\n\0]/.test(text);
