import { assertNever } from '@hotline/domain/result';
import type { DeskPlatform } from '../../shared/desk-platform.ts';
import type { FloatingAction, FloatingView } from '../../shared/floating-view.ts';
import type { Desk } from './desk.ts';
import { floatingViewOf } from './floating-view.ts';

/** Keys that come from outside the page (全局接听键、通话小窗), and what the floating bar is told. */
export function connectPlatformKeys(desk: Desk, platform: DeskPlatform): void {
  platform.onEvent((event) => {
    if (event.kind === 'answer-key') desk.answer();
    if (event.kind === 'floating') act(desk, event.action);
  });
  const { floating } = platform;
  if (floating === undefined) return;
  let told = '';
  const tell = () => {
    const view: FloatingView = floatingViewOf(
      desk.state.getState(),
      desk.settings.getState().language,
    );
    const text = JSON.stringify(view);
    if (text === told) return;
    told = text;
    floating.show(view).catch(() => undefined);
  };
  desk.state.subscribe(tell);
  desk.settings.subscribe(tell);
  tell();
}

function act(desk: Desk, action: FloatingAction): void {
  switch (action) {
    case 'answer':
      return desk.answer();
    case 'hang-up':
      return void desk.hangUp();
    case 'mute':
      return desk.toggleMute();
    case 'hold':
      return desk.toggleHold();
    case 'show-desk':
    case 'close':
      // Main's own.
      return undefined;
    default:
      return assertNever(action);
  }
}
