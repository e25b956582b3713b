import type { Operation } from '@hotline/domain/protocol';
import { may } from '../phone/call-controls.ts';
import { callShown } from '../phone/softphone-view.ts';
import type { DeskCore } from './desk-core.ts';

type LeaderMode = 'listen' | 'whisper' | 'barge';
/** 强拆 is held back this long, ms: it ends a citizen's call. */
export const FORCE_HELD_BACK_MS = 3_000;

/** 班长: acts on the seat that is chosen among the tiles, or on the call that is listened to already. */
export function createLeaderKeys(core: DeskCore) {
  const { get, set, command, tellRefusal, ports, clock } = core;
  let stopForcing: (() => void) | null = null;

  const isLeader = () => get().link.data?.seat.role === 'leader';
  const ownLeading = () => {
    const call = callShown(get());
    return call?.part === 'leader' ? call : null;
  };
  const leads = (operation: Operation) => may(ownLeading(), get().link.phase, operation);
  const chosenCall = (): string | null => {
    const { chosenSeat, link } = get();
    return link.data?.seats.find(({ seatId }) => seatId === chosenSeat)?.call?.callId ?? null;
  };

  const chosenWrap = (): { readonly callId: string; readonly seatId: string } | null => {
    const { chosenSeat, link } = get();
    const seat = link.data?.seats.find(({ seatId }) => seatId === chosenSeat);
    return seat?.activity.kind === 'wrapping'
      ? { callId: seat.activity.callId, seatId: seat.seatId }
      : null;
  };

  function stop(): void {
    stopForcing?.();
    stopForcing = null;
    set({ forcing: null });
  }

  return {
    chooseSeat: (seatId: string): void => set({ chosenSeat: seatId }),

    monitor: (mode: LeaderMode): void => {
      if (!isLeader()) return;
      const own = ownLeading();
      if (own !== null) {
        if (leads('leader-mode'))
          void tellRefusal(command('monitor.mode', { callId: own.callId, mode }));
        return;
      }
      const callId = chosenCall();
      // With a call of one's own there is no ear left for another.
      if (callId === null || callShown(get()) !== null) return;
      void tellRefusal(command('monitor.start', { callId, mode }));
    },

    takeOver: (): void => {
      if (!isLeader()) return;
      const callId = leads('take-over') ? ownLeading()?.callId : chosenCall();
      if (callId !== undefined && callId !== null)
        void tellRefusal(command('monitor.take-over', { callId }));
    },

    /**
     * 强拆; of a seat that writes up, the end of its wrap-up. Nothing leaves the seat for three seconds; the same key or
     * Esc undoes it.
     */
    forceEnd: (): void => {
      if (!isLeader()) return;
      if (get().forcing !== null) return stop();
      const own = ownLeading()?.callId;
      const wrapping = own === undefined ? chosenWrap() : null;
      const callId = wrapping?.callId ?? own ?? chosenCall();
      if (callId === null) return;
      const what = wrapping === null ? 'call' : 'wrap';
      set({ forcing: { what, callId, until: clock() + FORCE_HELD_BACK_MS } });
      stopForcing = ports.setTimer(() => {
        stop();
        void tellRefusal(
          wrapping === null
            ? command('monitor.force-end', { callId })
            : command('wrap.force', wrapping),
        );
      }, FORCE_HELD_BACK_MS);
    },
    stopForcing: stop,
  };
}
