import { useEffect } from 'react';
import { useDesk } from '../app/desk-context.tsx';
import type { Desk } from '../app/desk.ts';
import { actionOf, defaultKeymap, isDeskPress, type DeskAction, type KeyPress } from './keymap.ts';
import { runAction } from './run-action.ts';

/** Listens on the whole window, before any field sees the key. */
export function useDeskKeys(): void {
  const desk = useDesk();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = deskKey(desk, event);
      if (action === null && !screenKey(desk, event, isWriting(event.target))) return;
      event.preventDefault();
      event.stopPropagation();
      if (action !== null) runAction(desk, action);
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [desk]);
}

/** What the key asks for here; null also for what this platform has not, so that the browser keeps its own key. */
export function deskKey(desk: Pick<Desk, 'toggleFloatingBar'>, press: KeyPress): DeskAction | null {
  const action = actionOf(defaultKeymap, press);
  return action === 'floatingBar' && desk.toggleFloatingBar === null ? null : action;
}

/**
 * Keys that only an open screen has: Esc undoes what has not left the seat yet; 1–4 choose the emergency's target, as
 * long as the caret is in no field, where a digit is a digit; Ctrl+P prints the time-line. True: the key was one.
 */
export function screenKey(
  desk: Pick<
    Desk,
    | 'state'
    | 'emergencyChoose'
    | 'emergencyAnother'
    | 'emergencyEscape'
    | 'printSealed'
    | 'stopForcing'
    | 'stay'
  >,
  press: KeyPress,
  writing: boolean,
): boolean {
  if (!isDeskPress(press) || press.altKey || press.shiftKey) return false;
  const { emergency, forcing, leaveAsked, link } = desk.state.getState();
  if (press.key === 'Escape' && !press.ctrlKey) {
    if (forcing !== null) desk.stopForcing();
    else if (leaveAsked !== null) desk.stay();
    else if (emergency.kind !== 'closed') desk.emergencyEscape();
    else return false;
    return true;
  }
  if (press.ctrlKey) {
    if (press.code !== 'KeyP' || emergency.kind !== 'line') return false;
    void desk.printSealed();
    return true;
  }
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(press.code)?.[1];
  if (digit === undefined || writing || emergency.kind !== 'choosing') return false;
  const target = link.data?.hotline.emergencyTargets[Number(digit) - 1];
  if (target !== undefined) desk.emergencyChoose(target.id);
  return true;
}

function isWriting(at: EventTarget | null): boolean {
  return (
    at instanceof HTMLElement &&
    at.matches('input:not([type=radio], [type=checkbox]), textarea, [contenteditable=true]')
  );
}
