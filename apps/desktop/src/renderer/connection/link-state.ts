/**
 * The seat's end of the link to the bridge, as a pure state machine.
 *
 *            open                socket-open            welcome | resumed
 *   idle ──────────► opening ──────────────► greeting ────────────────► live
 *                       ▲  │ socket-closed       │ socket-closed          │ socket-closed, gap
 *                 retry │  ▼                     ▼                        ▼
 *                      waiting ◄──────────────────────────────────────────┘
 *
 *   refused (superseded, bad-token, signed-out, protocol-version) is final until the next sign-in.
 *
 * What was read of the state stays in `data` while the link is away: the desk goes on showing it, and says so.
 * A command is never sent again: when the socket goes, each pending one fails, and the state is read first.
 */
import type {
  Answer,
  Hello,
  SeatEventMessage,
  ServerMessage,
  Snapshot,
} from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { applyEvent } from './apply-event.ts';
import { retryDelayMs } from './backoff.ts';

type LastSeen = NonNullable<Hello['lastSeen']>;
type RefusedCode = Extract<ServerMessage, { type: 'refused' }>['code'];
export type FinalRefusal = 'superseded' | 'bad-token' | 'signed-out' | 'protocol-version';

export type LinkPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening'; readonly attempt: number }
  | { readonly kind: 'greeting'; readonly attempt: number }
  | { readonly kind: 'live' }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly delayMs: number }
  | { readonly kind: 'refused'; readonly code: FinalRefusal };

export type Link = {
  readonly phase: LinkPhase;
  readonly data: Snapshot | null;
  readonly seen: LastSeen | null;
  /** Bridge's clock minus the seat's, ms. */
  readonly clockOffsetMs: number;
  /** Since when the link is away (seat's clock); null while it is live. */
  readonly awaySince: number | null;
  /** Gaps one after the other without an event between them. */
  readonly gapsInRow: number;
  /** What a peer sent that it should not have, by kind. */
  readonly oddities: Readonly<Record<Oddity, number>>;
};
type Oddity = 'duplicate' | 'gap' | 'malformed' | 'unexpected' | 'wrong-epoch';

export type LinkInput =
  | { readonly kind: 'open' }
  | { readonly kind: 'socket-open' }
  | { readonly kind: 'socket-closed'; readonly at: number; readonly random: number }
  | { readonly kind: 'message'; readonly message: ServerMessage; readonly at: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'retry' }
  /** The network is back, the machine woke up, or a command got no answer: do not trust the socket. */
  | { readonly kind: 'renew'; readonly at: number }
  | { readonly kind: 'close' };

export type LinkEffect =
  | { readonly kind: 'connect' }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'hello'; readonly lastSeen: LastSeen | null }
  | { readonly kind: 'retry-in'; readonly ms: number }
  | { readonly kind: 'settle'; readonly answer: Answer }
  | { readonly kind: 'fail-pending' }
  /** The state was read from the bridge: after a welcome, or when a resumed link begins. */
  | { readonly kind: 'state-read'; readonly how: 'welcome' | 'resumed' }
  | { readonly kind: 'tell'; readonly event: SeatEventMessage };

export type LinkStep = { readonly link: Link; readonly effects: readonly LinkEffect[] };

export const idleLink: Link = {
  phase: { kind: 'idle' },
  data: null,
  seen: null,
  clockOffsetMs: 0,
  awaySince: null,
  gapsInRow: 0,
  oddities: { duplicate: 0, gap: 0, malformed: 0, unexpected: 0, 'wrong-epoch': 0 },
};

export function transition(link: Link, input: LinkInput): LinkStep {
  switch (input.kind) {
    case 'open':
      return {
        link: { ...idleLink, oddities: link.oddities, phase: { kind: 'opening', attempt: 0 } },
        effects: [{ kind: 'connect' }],
      };
    case 'socket-open':
      if (link.phase.kind !== 'opening') return odd(link, 'unexpected');
      return {
        link: { ...link, phase: { kind: 'greeting', attempt: link.phase.attempt } },
        effects: [{ kind: 'hello', lastSeen: link.seen }],
      };
    case 'socket-closed':
      return lost(link, input.at, input.random);
    case 'message':
      return received(link, input.message, input.at);
    case 'malformed':
      return odd(link, 'malformed');
    case 'retry':
      if (link.phase.kind !== 'waiting') return { link, effects: [] };
      return {
        link: { ...link, phase: { kind: 'opening', attempt: link.phase.attempt } },
        effects: [{ kind: 'connect' }],
      };
    case 'renew':
      return isOff(link.phase) ? { link, effects: [] } : reconnect(link, input.at);
    case 'close':
      return {
        link: { ...idleLink, oddities: link.oddities },
        effects: [{ kind: 'disconnect' }, { kind: 'fail-pending' }],
      };
    default:
      return assertNever(input);
  }
}

const isOff = (phase: LinkPhase) => phase.kind === 'idle' || phase.kind === 'refused';

function odd(link: Link, oddity: Oddity): LinkStep {
  const oddities = { ...link.oddities, [oddity]: link.oddities[oddity] + 1 };
  return { link: { ...link, oddities }, effects: [] };
}

function lost(link: Link, at: number, random: number): LinkStep {
  if (isOff(link.phase) || link.phase.kind === 'waiting') return { link, effects: [] };
  const attempt = link.phase.kind === 'live' ? 0 : link.phase.attempt + 1;
  const delayMs = retryDelayMs(attempt, random);
  return {
    link: {
      ...link,
      phase: { kind: 'waiting', attempt, delayMs },
      awaySince: link.awaySince ?? at,
    },
    effects: [{ kind: 'fail-pending' }, { kind: 'retry-in', ms: delayMs }],
  };
}

/** A new socket at once. What was seen is named in the next hello, so nothing is lost and nothing comes twice. */
function reconnect(link: Link, at: number): LinkStep {
  return {
    link: {
      ...link,
      phase: { kind: 'opening', attempt: 0 },
      awaySince: link.awaySince ?? at,
    },
    effects: [{ kind: 'disconnect' }, { kind: 'fail-pending' }, { kind: 'connect' }],
  };
}

function received(link: Link, message: ServerMessage, at: number): LinkStep {
  switch (message.type) {
    case 'welcome':
      if (link.phase.kind !== 'greeting') return odd(link, 'unexpected');
      return {
        link: {
          ...link,
          phase: { kind: 'live' },
          data: message.snapshot,
          seen: { epoch: message.epoch, seq: message.seq },
          clockOffsetMs: message.now - at,
          awaySince: null,
          gapsInRow: 0,
        },
        effects: [{ kind: 'state-read', how: 'welcome' }],
      };
    case 'resumed':
      if (link.phase.kind !== 'greeting' || link.seen === null) return odd(link, 'unexpected');
      if (message.epoch !== link.seen.epoch) {
        // Not what was asked for: the numbers mean nothing here, so take the snapshot.
        return again(odd({ ...link, seen: null }, 'wrong-epoch'), at);
      }
      return {
        link: {
          ...link,
          phase: { kind: 'live' },
          clockOffsetMs: message.now - at,
          awaySince: null,
        },
        effects: [{ kind: 'state-read', how: 'resumed' }],
      };
    case 'event':
      return receivedEvent(link, message.seq, message.event, at);
    case 'answer':
      return { link, effects: [{ kind: 'settle', answer: message }] };
    case 'beat':
      return { link, effects: [] };
    case 'refused':
      return refused(link, message.code, at);
    default:
      return assertNever(message);
  }
}

function again(step: LinkStep, at: number): LinkStep {
  return reconnect(step.link, at);
}

function receivedEvent(link: Link, seq: number, event: SeatEventMessage, at: number): LinkStep {
  if (link.phase.kind !== 'live' || link.seen === null || link.data === null) {
    return odd(link, 'unexpected');
  }
  if (seq <= link.seen.seq) return odd(link, 'duplicate');
  if (seq > link.seen.seq + 1) {
    // Once with lastSeen; if the bridge leaves the same gap again, only its snapshot can help.
    const seen = link.gapsInRow === 0 ? link.seen : null;
    return again(odd({ ...link, seen, gapsInRow: link.gapsInRow + 1 }, 'gap'), at);
  }
  return {
    link: {
      ...link,
      data: applyEvent(link.data, event),
      seen: { ...link.seen, seq },
      gapsInRow: 0,
    },
    effects: [{ kind: 'tell', event }],
  };
}

function refused(link: Link, code: RefusedCode, at: number): LinkStep {
  switch (code) {
    case 'superseded':
    case 'bad-token':
    case 'signed-out':
    case 'protocol-version':
      return {
        link: { ...link, phase: { kind: 'refused', code }, awaySince: at },
        effects: [{ kind: 'disconnect' }, { kind: 'fail-pending' }],
      };
    case 'too-many':
      return { link, effects: [] };
    case 'too-large':
    case 'malformed':
      // Something of ours was not understood; the bridge closes, and the next hello asks for the whole state.
      return odd({ ...link, seen: null }, 'unexpected');
    default:
      return assertNever(code);
  }
}
