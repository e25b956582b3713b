import { useEffect } from 'react';
import { assertNever } from '@hotline/domain/result';
import { useDesk } from '../app/desk-context.tsx';
import type { Desk } from '../app/desk.ts';
import { missingFields } from '../store/missing-fields.ts';
import { actionOf, defaultKeymap, type DeskAction } from './keymap.ts';

/** Listens on the whole window, before any field sees the key. */
export function useDeskKeys(toggleSettings: () => void): void {
  const desk = useDesk();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = actionOf(defaultKeymap, event);
      if (action === null) return;
      event.preventDefault();
      event.stopPropagation();
      act(desk, action, toggleSettings);
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [desk, toggleSettings]);
}

function act(desk: Desk, action: DeskAction, toggleSettings: () => void): void {
  switch (action) {
    case 'answer':
      return desk.answer();
    case 'toggleReady':
      return desk.toggleReady();
    case 'finishWrap':
      return desk.finishWrap();
    case 'extendWrap':
      return desk.extendWrap();
    case 'hangUp':
      return void desk.hangUp();
    case 'reject':
      return void desk.reject();
    case 'mute':
      return desk.toggleMute();
    case 'reveal':
      return void desk.reveal();
    case 'submitTicket':
      return submitFront(desk);
    case 'newDraft':
      return desk.drafts.begin();
    case 'nextDraft':
      return desk.drafts.turn(1);
    case 'previousDraft':
      return desk.drafts.turn(-1);
    case 'settings':
      return toggleSettings();
    default:
      return assertNever(action);
  }
}

function submitFront(desk: Desk): void {
  const { active, items } = desk.drafts.state.getState();
  const item = active === null ? undefined : items[active];
  if (item === undefined || missingFields(item.draft).length > 0) return;
  void desk.submit(item.draft.draftId);
}
