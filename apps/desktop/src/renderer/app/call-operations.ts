import {
  commandResults,
  type Brief,
  type Invitee,
  type LegView,
  type Operation,
} from '@hotline/domain/protocol';
import type { Invitation } from '@hotline/ui';
import { invited, may, unacknowledged } from '../phone/call-controls.ts';
import { callShown } from '../phone/softphone-view.ts';
import type { CommandOutcome } from '../connection/seat-link.ts';
import type { DeskCore } from './desk-core.ts';

/** How long the question before an unacknowledged leave stands, ms. */
const LEAVE_ASKED_MS = 8_000;
const DIALLED_KEPT = 8;
const nobody = { number: null, callBackOf: null, ticketNo: null };

/** 保持、转接、咨询、三方、离开、挂起、外呼: each acts only while the bridge allows it, and a refusal is told in words. */
export function createCallOperations(core: DeskCore) {
  const { get, set, command, tellRefusal, drafts, ports, clock } = core;
  const call = () => callShown(get());
  /** No call at this seat, or one that is only being written up. */
  const isFree = () => {
    const present = call();
    return present === null || present.state === 'wrapping';
  };
  const can = (operation: Operation) => may(call(), get().link.phase, operation);
  let stopAsking: (() => void) | null = null;

  /** A command about the present call, when it is allowed now. */
  function ask(
    operation: Operation,
    send: (callId: string) => Promise<CommandOutcome>,
  ): Promise<CommandOutcome> | null {
    const present = call();
    return present === null || !can(operation) ? null : tellRefusal(send(present.callId));
  }

  /** 事由、语种，以及草稿里已写的标题和内容. */
  function briefOf(reason: string, language: string | null): Brief {
    const { items, active } = drafts.state.getState();
    const callId = call()?.callId;
    const ofCall = Object.values(items).find(
      (each) => each.draft.callId === callId && each.status.kind !== 'filed',
    );
    const draft = (ofCall ?? (active === null ? undefined : items[active]))?.draft;
    return {
      reason: reason.slice(0, 500),
      language,
      title: (draft?.title ?? '').slice(0, 500),
      text: (draft?.text ?? '').slice(0, 20_000),
    };
  }

  const cancelOrDrop = (leg: LegView): void => {
    const { legId } = leg;
    if (leg.state === 'in-room')
      void ask('drop', (callId) => command('call.drop', { callId, legId }));
    else void ask('cancel', (callId) => command('call.cancel', { callId, legId }));
  };
  /** The one that is talked with apart, or the last one brought in. */
  const third = (): LegView | null => {
    const leg = invited(call());
    return leg?.state === 'in-room' ? leg : null;
  };

  function askBeforeLeaving(callId: string): void {
    stopAsking?.();
    set({ leaveAsked: callId });
    stopAsking = ports.setTimer(() => set({ leaveAsked: null }), LEAVE_ASKED_MS);
  }

  return {
    /** 保持 and 取回 on one key. */
    toggleHold: (): void => {
      if (call()?.held === true)
        void ask('retrieve', (callId) => command('call.retrieve', { callId }));
      else void ask('hold', (callId) => command('call.hold', { callId }));
    },

    /** Only this seat goes. Before a hand-over is acknowledged it is asked once; the second press goes. */
    leave: async (): Promise<void> => {
      const present = call();
      if (present === null || get().link.phase.kind !== 'live') return;
      const { callId } = present;
      if (get().leaveAsked === callId) {
        stopAsking?.();
        set({ leaveAsked: null });
        await tellRefusal(command('call.leave', { callId, override: true }));
        return;
      }
      if (unacknowledged(present)?.state === 'answered') return askBeforeLeaving(callId);
      if (!can('leave')) return;
      const outcome = await command('call.leave', { callId, override: false });
      if (outcome.ok) return;
      if (outcome.error === 'emergency-unacknowledged') askBeforeLeaving(callId);
      else core.remark({ kind: 'refusal', code: outcome.error });
    },
    stay: (): void => {
      stopAsking?.();
      set({ leaveAsked: null });
    },

    /** 收回: what still rings is cancelled, who is in the room is let go; citizen and seat are together. */
    takeBack: (): void => {
      const leg = invited(call());
      if (leg !== null) cancelOrDrop(leg);
    },
    /** ✕ on a leg of the room strip. */
    cancelOrDrop,
    complete: (): void => {
      const leg = third();
      if (leg !== null)
        void ask('complete', (callId) => command('call.complete', { callId, legId: leg.legId }));
    },
    merge: (): void => void ask('merge', (callId) => command('call.merge', { callId })),
    swap: (): void => {
      const leg = third();
      if (leg !== null)
        void ask('swap', (callId) => command('call.swap', { callId, legId: leg.legId }));
    },

    invite: async (wanted: Invitation): Promise<void> => {
      const brief = briefOf(wanted.reason, wanted.language);
      if (wanted.way === 'to-queue') {
        if (wanted.skill === null) return;
        const { skill } = wanted;
        const outcome = ask('to-queue', (callId) =>
          command('call.to-queue', { callId, skill, brief }),
        );
        if ((await outcome)?.ok === true) set({ aside: 'none' });
        return;
      }
      const { way: purpose, target } = wanted;
      await ask('invite', (callId) => command('call.invite', { callId, purpose, target, brief }));
    },
    /** Dropped onto the room strip: 三方, the gentlest way in. */
    inviteToRoom: (target: Invitee): void =>
      void ask('invite', (callId) =>
        command('call.invite', { callId, purpose: 'conference', target, brief: briefOf('', null) }),
      ),

    park: (): void => void ask('park', (callId) => command('call.park', { callId })),
    /** A parked call, or one that rings at a colleague's. */
    take: (callId: string): void => {
      if (call() === null) void tellRefusal(command('call.take', { callId }));
    },
    /** 代接: the one that has waited longest of those that ring at colleagues' seats. */
    pickUp: (): void => {
      const { data } = get().link;
      if (data === null || call() !== null) return;
      const ringing = data.waiting
        .filter(({ offeredTo }) => offeredTo !== null && offeredTo !== data.seat.seatId)
        .toSorted((a, b) => a.queuedAt - b.queuedAt)[0];
      if (ringing !== undefined) void tellRefusal(command('call.take', { callId: ringing.callId }));
    },

    dial: async (number: string): Promise<void> => {
      if (!isFree()) return;
      const others = get().dialled.filter((each) => each !== number);
      set({ dialled: [number, ...others].slice(0, DIALLED_KEPT) });
      const outcome = await tellRefusal(command('call.dial', { ...nobody, number }));
      const result = outcome.ok ? commandResults['call.dial'].safeParse(outcome.value) : null;
      if (result?.success === true && get().aside === 'dial') set({ aside: 'none' });
    },

    /** 回拨 of whoever made that call: the bridge knows the whole number, the desk only the masked one. */
    callBack: (callId: string): void => {
      if (isFree()) void tellRefusal(command('call.dial', { ...nobody, callBackOf: callId }));
    },
    /** The missed call that has waited longest for its 回拨; what another seat has claimed is theirs. */
    callBackNext: (): void => {
      const { data } = get().link;
      const next = data?.callBacks
        ?.filter(
          ({ state, claim }) =>
            state === 'open' && (claim === null || claim.seatId === data.seat.seatId),
        )
        .toSorted((a, b) => a.at - b.at)[0];
      if (next !== undefined && isFree())
        void tellRefusal(command('call.dial', { ...nobody, callBackOf: next.callId }));
    },

    toggleRecording: (): void =>
      void ask('pause-recording', (callId) =>
        command('recording.pause', { callId, paused: call()?.recording !== 'paused' }),
      ),
    rebuild: (): void => void ask('rebuild', (callId) => command('call.rebuild', { callId })),
    dtmf: (digits: string): void =>
      void ask('dtmf', (callId) => command('call.dtmf', { callId, digits })),
    /** Read, and not needed on the bar any more. */
    dismissTrouble: (): void => set({ troubleReadAt: call()?.trouble?.at ?? clock() }),
  };
}
