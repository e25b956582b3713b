import { commandResults, type Operation } from '@hotline/domain/protocol';
import { may } from '../phone/call-controls.ts';
import { callShown } from '../phone/softphone-view.ts';
import type { CommandOutcome } from '../connection/seat-link.ts';
import type { DeskCore, LeaderTab, SeatDirection } from './desk-core.ts';

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

  /** Nothing leaves this desk for three seconds. */
  function holdBack(
    what: 'call' | 'wrap' | SeatDirection,
    seatId: string,
    send: () => Promise<CommandOutcome>,
  ): void {
    set({ forcing: { what, seatId, until: clock() + FORCE_HELD_BACK_MS } });
    stopForcing = ports.setTimer(() => {
      stop();
      void tellRefusal(send());
    }, FORCE_HELD_BACK_MS);
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
      const own = ownLeading();
      const wrapping = own === null ? chosenWrap() : null;
      const callId = wrapping?.callId ?? own?.callId ?? chosenCall();
      if (callId === null) return;
      const seatId = wrapping?.seatId ?? own?.ownerSeat ?? get().chosenSeat ?? '';
      if (wrapping === null)
        holdBack('call', seatId, () => command('monitor.force-end', { callId }));
      else holdBack('wrap', seatId, () => command('wrap.force', wrapping));
    },

    /** 置闲, 置忙, 签出 of a seat: held back like 强拆. */
    directSeat: (seatId: string, what: SeatDirection): void => {
      if (!isLeader() || get().forcing !== null) return;
      holdBack(what, seatId, () =>
        what === 'sign-out'
          ? command('leader.sign-out', { seatId })
          : command('leader.set-seat', { seatId, to: { kind: what } }),
      );
    },

    /** 便条 to one seat, or to everybody at work (`null`). How many it reached; null: refused. */
    sendNote: async (seatId: string | null, text: string): Promise<number | null> => {
      const { data } = get().link;
      if (data === null || !isLeader()) return null;
      const others = data.seats.filter((seat) => seat.seatId !== data.seat.seatId);
      const seatIds = seatId === null ? others.map((seat) => seat.seatId) : [seatId];
      const outcome = await tellRefusal(command('leader.note', { seatIds, text }));
      if (!outcome.ok) return null;
      return commandResults['leader.note'].parse(outcome.value).reached.length;
    },

    /** 举手: goes to the seat that asked. */
    answerHand: async (seatId: string): Promise<void> => {
      if (!isLeader()) return;
      const outcome = await tellRefusal(command('leader.answer-hand', { seatId }));
      if (!outcome.ok) return;
      const { callId } = commandResults['leader.answer-hand'].parse(outcome.value);
      if (callId === null) core.remark({ kind: 'hand-without-call' });
    },

    acknowledgeAlarm: (alarmId: string, note: string): void => {
      if (isLeader()) void tellRefusal(command('alarm.acknowledge', { alarmId, note }));
    },

    /** 班长席, and back to the workbench. */
    toggleLeaderDesk: (): void => {
      if (isLeader()) set({ screen: get().screen === 'leader' ? 'workbench' : 'leader' });
    },
    showLeaderTab: (leaderTab: LeaderTab): void => set({ leaderTab }),
    stopForcing: stop,
  };
}
