/** Which actions of the desk do something now: what does nothing is not offered (the keys themselves stay what they are). */
import { mayWrite } from '@hotline/domain/knowledge';
import type { Operation } from '@hotline/domain/protocol';
import type { Desk } from '../app/desk.ts';
import { may } from '../phone/call-controls.ts';
import { callShown, phoneControls } from '../phone/softphone-view.ts';
import { isChangeable } from '../store/drafts.ts';
import { missingFields } from '../store/missing-fields.ts';
import type { DeskAction } from './keymap.ts';

export function runnableActions(
  desk: Pick<Desk, 'state' | 'drafts' | 'knowledge' | 'similar' | 'toggleFloatingBar'>,
): ReadonlySet<DeskAction> {
  const state = desk.state.getState();
  const { link, phone, armed } = state;
  const { data, phase } = link;
  const call = callShown(state);
  const live = phase.kind === 'live';
  const can = (...operations: readonly Operation[]) =>
    operations.some((operation) => may(call, phase, operation));
  const controls = phoneControls(phone, call, armed !== null && armed === call?.callId, phase);
  const drafts = desk.drafts.state.getState();
  const active = drafts.active === null ? undefined : drafts.items[drafts.active];
  const isOpen = active !== undefined && isChangeable(active);
  const { chosen, hits } = desk.knowledge.state.getState();
  const article = hits.find(({ id }) => id === chosen)?.content;
  const similar = desk.similar.state.getState();
  const isSimilar = isOpen && similar.draftId === active.draft.draftId && similar.hits.length > 0;
  const leads = data?.seat.role === 'leader' && live;
  const free = live && call === null && phone.call.kind === 'none';
  const does: Readonly<Record<DeskAction, boolean>> = {
    answer: controls.canAnswer,
    toggleReady: live,
    finishWrap: live && call?.state === 'wrapping',
    extendWrap: live && call?.state === 'wrapping',
    hangUp: controls.canHangUp,
    reject: controls.canReject,
    hold: can('hold', 'retrieve'),
    leave: can('leave'),
    takeBack: can('cancel', 'drop'),
    mute: controls.canMute,
    swap: can('swap'),
    transfer: true,
    tickets: true,
    recordings: data !== null,
    reports: data?.seat.role === 'leader',
    complete: can('complete'),
    merge: can('merge'),
    emergency: true,
    acknowledge: live && call?.emergencies.some((each) => each.mayAcknowledge) === true,
    park: can('park'),
    pickUp:
      free &&
      data?.waiting.some(
        ({ offeredTo }) => offeredTo !== null && offeredTo !== data.seat.seatId,
      ) === true,
    dial: true,
    callBack:
      free &&
      data?.callBacks?.some(
        (task) =>
          task.state === 'open' && (task.claim === null || task.claim.seatId === data.seat.seatId),
      ) === true,
    pauseRecording: can('pause-recording'),
    quality: true,
    reveal: live && call !== null,
    leaderListen: leads,
    leaderWhisper: leads,
    leaderBarge: leads,
    takeOver: leads,
    forceEnd: leads,
    leaderDesk: leads,
    raiseHand: live && data !== null && data.seat.role !== 'leader',
    submitTicket: isOpen && missingFields(active.draft).length === 0,
    parkDraft: isOpen,
    find: true,
    knowledgeOffice: data !== null && mayWrite(data.seat.role),
    knowledgeAnswer: isOpen && article !== undefined,
    knowledgeSteps: isOpen && article !== undefined && article.steps.length > 0,
    phrase: isOpen,
    similarNext: isSimilar,
    similarBack: isSimilar,
    similarLink: isSimilar,
    similarJoin: isSimilar,
    similarUrge: isSimilar,
    newDraft: true,
    nextDraft: drafts.tabs.length > 0,
    previousDraft: drafts.tabs.length > 0,
    settings: true,
    floatingBar: desk.toggleFloatingBar !== null,
  };
  return new Set((Object.keys(does) as DeskAction[]).filter((action) => does[action]));
}
