import { assertNever } from '@hotline/domain/result';
import type { Desk } from '../app/desk.ts';
import { missingFields } from '../store/missing-fields.ts';
import type { DeskAction } from './keymap.ts';

/** What they open stands on the workbench. */
const ofWorkbench: ReadonlySet<DeskAction> = new Set([
  'find',
  'transfer',
  'dial',
  'quality',
  'settings',
  'emergency',
  'newDraft',
  'nextDraft',
  'previousDraft',
]);

/** One action of the desk, by whatever asked for it: a key, a click. */
export function runAction(desk: Desk, action: DeskAction): void {
  if (ofWorkbench.has(action)) desk.showWorkbench();
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
    case 'hold':
      return desk.toggleHold();
    case 'leave':
      return void desk.leave();
    case 'takeBack':
      return desk.takeBack();
    case 'mute':
      return desk.toggleMute();
    case 'swap':
      return desk.swap();
    case 'transfer':
      return desk.toggleAside('transfer');
    case 'complete':
      return desk.complete();
    case 'merge':
      return desk.merge();
    case 'emergency':
      return desk.emergencyKey();
    case 'acknowledge':
      return desk.acknowledge();
    case 'park':
      return desk.park();
    case 'pickUp':
      return desk.pickUp();
    case 'dial':
      return desk.toggleAside('dial');
    case 'callBack':
      return desk.callBackNext();
    case 'pauseRecording':
      return desk.toggleRecording();
    case 'quality':
      return desk.toggleAside('quality');
    case 'reveal':
      return void desk.reveal();
    case 'leaderListen':
      return desk.monitor('listen');
    case 'leaderWhisper':
      return desk.monitor('whisper');
    case 'leaderBarge':
      return desk.monitor('barge');
    case 'takeOver':
      return desk.takeOver();
    case 'forceEnd':
      return desk.forceEnd();
    case 'leaderDesk':
      return desk.toggleLeaderDesk();
    case 'raiseHand':
      return desk.toggleHand();
    case 'tickets':
      return desk.tickets.toggle();
    case 'recordings':
      return desk.recordings.toggle();
    case 'reports':
      return desk.reports.toggle();
    case 'submitTicket':
      return submitInSight(desk);
    case 'parkDraft':
      return desk.askWhyParked();
    case 'phrase':
      return desk.intake.askPhrase();
    case 'similarNext':
      return desk.similar.turn(1);
    case 'similarBack':
      return desk.similar.turn(-1);
    case 'similarLink':
      return desk.similar.link();
    case 'similarJoin':
      return desk.similar.join(false);
    case 'similarUrge':
      return desk.similar.join(true);
    case 'newDraft':
      desk.showWorkbench();
      return desk.drafts.begin();
    case 'nextDraft':
      return desk.drafts.turn(1);
    case 'previousDraft':
      return desk.drafts.turn(-1);
    case 'settings':
      return desk.toggleAside('settings');
    case 'find':
      return desk.toggleAside('find');
    case 'knowledgeOffice':
      return desk.knowledgeOffice.toggle();
    case 'knowledgeAnswer':
      return desk.knowledge.putAnswer();
    case 'knowledgeSteps':
      return desk.knowledge.putSteps();
    case 'floatingBar':
      return desk.toggleFloatingBar?.();
    default:
      return assertNever(action);
  }
}

/** What the key sends depends on what is in sight. */
function submitInSight(desk: Desk): void {
  const { screen } = desk.state.getState();
  switch (screen) {
    case 'workbench':
      return submitFront(desk);
    case 'knowledge':
      return desk.knowledgeOffice.save();
    case 'tickets':
      return desk.tickets.send();
    case 'recordings':
      return desk.recordings.checks.send();
    case 'leader':
    case 'reports':
      return undefined;
    default:
      return assertNever(screen);
  }
}

function submitFront(desk: Desk): void {
  const { active, items } = desk.drafts.state.getState();
  const item = active === null ? undefined : items[active];
  if (item === undefined || missingFields(item.draft).length > 0) return;
  void desk.submit(item.draft.draftId);
}
