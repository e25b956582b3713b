/** How a seat looks on its leader's map: only what a leader should look at has a colour. */
import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { ShapeName } from '../call-bar/state-shape.tsx';
import type { ToneName } from '../theme/palette.ts';

export type SeatLook = {
  readonly word: SeatBriefView['activity']['kind'] | 'unreachable';
  readonly shape: ShapeName;
  readonly tone: ToneName;
  readonly odd: boolean;
};

export function seatLook({ activity, reachable }: SeatBriefView): SeatLook {
  const calm = (word: SeatLook['word'], shape: ShapeName): SeatLook => ({
    word,
    shape,
    tone: 'calm',
    odd: false,
  });
  if (!reachable && activity.kind !== 'signed-out')
    return { word: 'unreachable', shape: 'triangle', tone: 'danger', odd: true };
  switch (activity.kind) {
    case 'ready':
      return { word: 'ready', shape: 'disc', tone: 'ok', odd: false };
    case 'talking':
      return { word: 'talking', shape: 'square', tone: 'primary', odd: false };
    case 'ringing':
    case 'reserved':
      return { word: activity.kind, shape: 'half-disc', tone: 'warn', odd: false };
    case 'wrapping':
      return { word: 'wrapping', shape: 'quarter-disc', tone: 'violet', odd: false };
    case 'busy':
      return activity.because === 'no-answer' || activity.because === 'unreachable'
        ? { word: 'busy', shape: 'ring', tone: 'warn', odd: true }
        : calm('busy', 'ring');
    case 'rest':
      return calm('rest', 'cup');
    case 'signed-out':
      return calm('signed-out', 'ring');
    default:
      return assertNever(activity);
  }
}

/** 整理 beyond its limit, 小休 beyond what is usual. */
export function isTooLong(
  { activity }: SeatBriefView,
  tooLong: HotlineView['tooLong'],
  now: number,
): boolean {
  if (tooLong === null) return false;
  if (activity.kind === 'wrapping') return now - activity.until >= tooLong.wrapMs;
  return activity.kind === 'rest' && now - activity.since >= tooLong.restMs;
}

export type DeviceTrouble =
  | 'unregistered'
  | 'disconnected'
  | Exclude<NonNullable<SeatBriefView['device']>['media'], 'unknown' | 'ok'>;

/** What is wrong with a seat's devices; null: nothing that is known. */
export function deviceTrouble({
  device,
  reachable,
  activity,
}: SeatBriefView): DeviceTrouble | null {
  if (device === null || activity.kind === 'signed-out') return null;
  if (device.media !== 'ok' && device.media !== 'unknown') return device.media;
  if (!device.registered) return 'unregistered';
  return reachable ? null : 'disconnected';
}

/** Mean of talk, hold and wrap-up of today's calls, ms; null: none yet. */
export function averageHandleMs({ today }: SeatBriefView): number | null {
  return today === null || today.calls === 0 ? null : today.handledMs / today.calls;
}
