import type { SeatView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { ToneName } from '../theme/palette.ts';
import type { ShapeName } from './state-shape.tsx';

/** Why no call can reach the seat, or why one party does not hear the other. */
export type SeatTrouble =
  | 'phone-connecting'
  | 'phone-lost'
  | 'microphone-refused'
  | 'no-microphone'
  | 'nothing-received'
  | 'nothing-sent';

type SeatFaceKind =
  | 'ready'
  | 'busy'
  | 'rest'
  | 'reserved'
  | 'ringing'
  | 'talking'
  | 'wrapping'
  | 'unreachable'
  | 'signedOut';

/** A state by colour, shape and word; the word is looked up by `kind`. */
export type SeatFace = {
  readonly kind: SeatFaceKind;
  readonly tone: ToneName;
  readonly shape: ShapeName;
  readonly since: number;
};

const faces: Readonly<Record<SeatFaceKind, Omit<SeatFace, 'since' | 'kind'>>> = {
  ready: { tone: 'ok', shape: 'disc' },
  busy: { tone: 'calm', shape: 'ring' },
  rest: { tone: 'calm', shape: 'cup' },
  reserved: { tone: 'warn', shape: 'half-disc' },
  ringing: { tone: 'warn', shape: 'half-disc' },
  talking: { tone: 'primary', shape: 'square' },
  wrapping: { tone: 'violet', shape: 'quarter-disc' },
  unreachable: { tone: 'danger', shape: 'triangle' },
  signedOut: { tone: 'calm', shape: 'ring' },
};

/** Troubles that keep calls away; the others concern a call under way. A phone still registering is no alarm yet. */
const keepsCallsAway: Readonly<Record<SeatTrouble, boolean>> = {
  'phone-connecting': false,
  'phone-lost': true,
  'microphone-refused': true,
  'no-microphone': true,
  'nothing-received': false,
  'nothing-sent': false,
};

/** What the chip shows. A call always goes before a trouble: the call is what matters now, the trouble stands beside it. */
export function seatFace(seat: SeatView, trouble: SeatTrouble | null): SeatFace {
  const { activity } = seat;
  const face = (kind: SeatFaceKind): SeatFace => ({ kind, since: activity.since, ...faces[kind] });
  switch (activity.kind) {
    case 'ringing':
    case 'talking':
    case 'wrapping':
    case 'reserved':
      return face(activity.kind);
    case 'ready':
    case 'busy':
    case 'rest':
      return face(trouble !== null && keepsCallsAway[trouble] ? 'unreachable' : activity.kind);
    case 'signed-out':
      return face('signedOut');
    default:
      return assertNever(activity);
  }
}
