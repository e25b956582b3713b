import type { FloatingAction, FloatingView } from '../../shared/floating-view.ts';
import { may } from '../phone/call-controls.ts';
import { callShown, phoneControls, phoneTrouble } from '../phone/softphone-view.ts';
import type { DeskState } from './desk-core.ts';

type Shown = Pick<DeskState, 'stage' | 'link' | 'phone' | 'phoneSince' | 'armed'>;

/** The desk's state as the floating bar shows it. */
export function floatingViewOf(state: Shown, language: FloatingView['language']): FloatingView {
  const { stage, link, phone, phoneSince, armed } = state;
  const call = callShown(state);
  const controls = phoneControls(phone, call, armed !== null, link.phase);
  const canHold = may(call, link.phase, 'hold') || may(call, link.phase, 'retrieve');
  const actions: readonly (readonly [FloatingAction, boolean])[] = [
    ['answer', controls.canAnswer && !controls.answering],
    ['hang-up', controls.canHangUp],
    ['mute', controls.canMute],
    ['hold', canHold],
  ];
  const signedIn = stage.kind === 'signed-in';
  const onCall = phone.call.kind !== 'none';
  const since = onCall ? phoneSince : (link.data?.seat.activity.since ?? null);
  return {
    language,
    state: signedIn ? stateOf(state, call?.held === true) : 'signed-out',
    trouble: signedIn && phoneTrouble(phone) !== null,
    caller: [call?.caller.numberMasked, call?.caller.place]
      .filter(Boolean)
      .join(' · ')
      .slice(0, 120),
    // The bridge's clock tells it; the bar counts by this machine's.
    since: signedIn && since !== null ? Math.max(0, Math.round(since - link.clockOffsetMs)) : null,
    muted: controls.muted,
    may: actions.filter(([, can]) => can).map(([action]) => action),
  };
}

function stateOf({ phone, link }: Shown, held: boolean): FloatingView['state'] {
  switch (phone.call.kind) {
    case 'ringing':
      return 'ringing';
    case 'answering':
      return 'answering';
    case 'in-call':
      return held ? 'held' : 'talking';
    case 'none':
      break;
  }
  const activity = link.data?.seat.activity.kind;
  if (activity === 'wrapping' || activity === 'ready') return activity;
  return activity === 'ringing' ? 'ringing' : 'away';
}
