/**
 * The desk without its screen: it ties the link to the bridge, the phone, the drafts, the ring and the platform together.
 * Screens read its stores and call its actions; nothing else does either.
 */
import {
  commandResults,
  type LogInAnswer,
  type SeatEventMessage,
  type SeatWish,
} from '@hotline/domain/protocol';
import type { AudioQuality, DeviceRole, SignInTrouble } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BootstrapInfo, DeskPlatform } from '../../shared/desk-platform.ts';
import { idleLink, type Link } from '../connection/link-state.ts';
import {
  hotlineName,
  logIn,
  logOut,
  seatSocketUrl,
  type HotlineInfo,
} from '../connection/log-in.ts';
import {
  createSeatLink,
  type CommandError,
  type CommandOutcome,
  type SeatLink,
  type SeatLinkPorts,
} from '../connection/seat-link.ts';
import { bridgeEndsCall, directCall, mediaReport, phoneControls } from '../phone/softphone-view.ts';
import type { Ring } from '../ring/ring-tone.ts';
import type { Softphone, SoftphoneState } from '../softphone/softphone.ts';
import { createDrafts } from '../store/drafts.ts';
import { createOutbox } from '../store/outbox.ts';
import { createSettings, type SettingsStorage } from '../store/settings.ts';

export type Stage =
  | { readonly kind: 'signed-out'; readonly trouble: SignInTrouble | null }
  | { readonly kind: 'signing-in' }
  | { readonly kind: 'signed-in'; readonly person: LogInAnswer };
type CallGone = Extract<SeatEventMessage, { kind: 'call-gone' }>;
/** Something to know, not to act on: it leaves by itself. */
export type Remark =
  | { readonly kind: 'gone'; readonly why: CallGone['why'] }
  | { readonly kind: 'refusal'; readonly code: CommandError }
  | { readonly kind: 'close-held' };

export type DeskState = {
  readonly stage: Stage;
  readonly hotline: HotlineInfo | null;
  readonly link: Link;
  readonly phone: SoftphoneState;
  /** When the phone's call last changed its kind, by the desk's clock. */
  readonly phoneSince: number;
  /** Call for which 接听 was pressed before its INVITE came. */
  readonly armed: string | null;
  readonly quality: AudioQuality | null;
  readonly revealed: { readonly callId: string; readonly number: string } | null;
  readonly ringBlocked: boolean;
  readonly remark: Remark | null;
  readonly deviceFailed: DeviceRole | null;
};

export type DeskPorts = {
  readonly platform: DeskPlatform;
  readonly info: BootstrapInfo;
  readonly softphone: Softphone;
  readonly ring: Ring;
  readonly fetcher: typeof fetch;
  readonly openSocket: SeatLinkPorts['openSocket'];
  readonly storage: SettingsStorage;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** True while the person has the caret in a field of a draft. */
  readonly isTyping: () => boolean;
};
export type Desk = ReturnType<typeof createDesk>;

const REMARK_MS = 6_000;
const STATS_MS = 2_000;

export function createDesk(ports: DeskPorts) {
  const { platform, softphone, ring } = ports;
  const settings = createSettings(ports.storage, ports.info.language);
  const drafts = createDrafts({
    store: platform.drafts,
    now: ports.now,
    newId: ports.newId,
    setTimer: ports.setTimer,
  });
  const state: StoreApi<DeskState> = createStore<DeskState>(() => ({
    stage: { kind: 'signed-out', trouble: null },
    hotline: null,
    link: idleLink,
    phone: softphone.state(),
    phoneSince: ports.now(),
    armed: null,
    quality: null,
    revealed: null,
    ringBlocked: false,
    remark: null,
    deviceFailed: null,
  }));
  let link: SeatLink | null = null;
  let reported: string | null = null;
  let stopRemark: (() => void) | null = null;
  let stopStats: (() => void) | null = null;

  const get = state.getState;
  const set = (change: Partial<DeskState>) => state.setState(change);
  const clock = () => ports.now() + get().link.clockOffsetMs;
  const command: SeatLink['command'] = (name, args) =>
    link === null
      ? Promise.resolve({ ok: false as const, error: 'disconnected' as const })
      : link.command(name, args);
  const outbox = createOutbox(drafts, (name, args) => command(name, args));

  function remark(said: Remark): void {
    stopRemark?.();
    set({ remark: said });
    stopRemark = ports.setTimer(() => set({ remark: null }), REMARK_MS);
  }
  async function tellRefusal(outcome: Promise<CommandOutcome>): Promise<CommandOutcome> {
    const result = await outcome;
    if (!result.ok) remark({ kind: 'refusal', code: result.error });
    return result;
  }

  // ── bridge ──────────────────────────────────────────────────────────────────────────────────────────────────────
  function onStateRead(): void {
    reported = null;
    reportMedia();
    const { data } = get().link;
    if (data === null) return;
    if (bridgeEndsCall(get().phone, data)) softphone.hangUp();
    if (data.call !== null && data.call.state !== 'ended') popCall(data.call);
    outbox.deliver();
  }

  function popCall(call: NonNullable<Link['data']>['call'] & object): void {
    drafts.openForCall(call, !ports.isTyping());
  }

  function onEvent(event: SeatEventMessage): void {
    if (event.kind === 'call-offered') {
      set({ armed: null, remark: null });
      popCall(event.call);
    }
    if (event.kind === 'call-changed') {
      const { data } = get().link;
      if (data !== null && bridgeEndsCall(get().phone, data)) softphone.hangUp();
    }
    if (event.kind === 'call-gone') {
      if (get().armed === event.callId) set({ armed: null });
      if (get().revealed?.callId === event.callId) set({ revealed: null });
      const phone = get().phone.call;
      if (phone.kind !== 'none' && phone.callId === event.callId) softphone.hangUp();
      drafts.leaveCall(event.callId);
      if (event.why !== 'wrapped') remark({ kind: 'gone', why: event.why });
    }
  }

  function onLink(next: Link): void {
    set({ link: next });
    if (next.phase.kind === 'refused') {
      const { code } = next.phase;
      void leave(
        code === 'superseded'
          ? { code: 'superseded' }
          : code === 'protocol-version'
            ? { code: 'protocol' }
            : { code: code === 'signed-out' ? 'signedOut' : 'expired' },
      );
    }
  }

  function reportMedia(): void {
    const media = mediaReport(get().phone);
    if (media === reported || get().link.phase.kind !== 'live') return;
    reported = media;
    void command('device.report', { media });
  }

  // ── phone ───────────────────────────────────────────────────────────────────────────────────────────────────────
  function onPhone(next: SoftphoneState): void {
    const before = get().phone.call;
    set({ phone: next, ...(next.call.kind === before.kind ? {} : { phoneSince: clock() }) });
    reportMedia();
    const { call } = next;
    if (call.kind === 'ringing' && before.kind !== 'ringing') rang(call.callId);
    if (call.kind !== 'ringing' && before.kind === 'ringing') ring.stop();
    if (call.kind === 'in-call' && before.kind !== 'in-call') {
      set({ armed: null });
      watchStats();
    }
    if (call.kind === 'none' && before.kind !== 'none') {
      stopStats?.();
      stopStats = null;
      set({ quality: null, armed: null });
      const direct = directCall(before, get().link.data?.call ?? null);
      if (direct?.callId != null) drafts.leaveCall(direct.callId);
    }
  }

  function rang(callId: string | null): void {
    const call = get().link.data?.call ?? null;
    const direct = directCall(get().phone.call, call);
    if (direct !== null) {
      drafts.openForCall(
        { callId: direct.callId ?? `sip-${ports.newId()}`, caller: null },
        !ports.isTyping(),
      );
    }
    if (get().armed !== null && get().armed === callId) {
      void softphone.answer();
      return;
    }
    // A call past the bridge has no known place in a queue: it rings calmly first.
    const endOfLimit =
      direct === null && call !== null ? call.queuedAt + call.answerLimitMs : clock() + 15_000;
    if (!settings.state.getState().flash) ring.start(() => endOfLimit - clock());
  }

  function watchStats(): void {
    const read = () => {
      stopStats = ports.setTimer(() => {
        void softphone.stats().then((stats) => {
          if (stopStats === null) return;
          set({
            quality:
              stats === null
                ? null
                : {
                    mos: stats.mos,
                    lossRatio: stats.received.lossRatio,
                    jitterMs: stats.received.jitterMs,
                  },
          });
          read();
        });
      }, STATS_MS);
    };
    read();
  }

  // ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────
  async function signIn(person: string, password: string): Promise<void> {
    if (get().stage.kind !== 'signed-out') return;
    set({ stage: { kind: 'signing-in' } });
    const answer = await logIn(ports.fetcher, ports.info.bridgeUrl, person, password);
    if (!answer.ok) {
      const problem = answer.error;
      const trouble: SignInTrouble =
        problem.code === 'locked'
          ? {
              code: 'locked',
              until: problem.retryAfterMs === null ? null : clock() + problem.retryAfterMs,
            }
          : problem;
      return set({ stage: { kind: 'signed-out', trouble } });
    }
    settings.change({ lastPerson: person });
    set({ stage: { kind: 'signed-in', person: answer.value } });
    applyDevices();
    void softphone.checkMicrophone();
    softphone.start(answer.value.sip);
    link = createSeatLink({
      url: seatSocketUrl(ports.info.bridgeUrl),
      token: answer.value.token,
      openSocket: ports.openSocket,
      now: ports.now,
      random: ports.random,
      newId: ports.newId,
      setTimer: ports.setTimer,
      onLink,
      onStateRead,
      onEvent,
    });
    link.open();
  }

  /** Ends everything of the person who was here; drafts stay on the disk. */
  async function leave(trouble: SignInTrouble): Promise<void> {
    if (get().stage.kind === 'signed-out') return;
    set({ stage: { kind: 'signed-out', trouble }, revealed: null, armed: null, remark: null });
    ring.stop();
    const old = link;
    link = null;
    old?.close();
    set({ link: { ...get().link, data: null } });
    await softphone.stop();
  }

  async function signOut(): Promise<void> {
    const { stage } = get();
    if (stage.kind !== 'signed-in') return;
    const outcome = await command('seat.sign-out', {});
    // Signing out during a call takes effect after it: the bridge then says `signed-out`.
    if (outcome.ok && get().phone.call.kind !== 'none') return;
    await logOut(ports.fetcher, ports.info.bridgeUrl, stage.person.token);
    await leave({ code: 'signedOut' });
  }

  function applyDevices(): void {
    const { microphone, speaker, ringDevice, ringVolume } = settings.state.getState();
    ring.setVolume(ringVolume);
    set({ deviceFailed: null });
    void softphone
      .setDevices({ microphone, speaker })
      .catch(() => set({ deviceFailed: microphone === 'default' ? 'speaker' : 'microphone' }));
    void ring.setDevice(ringDevice).catch(() => set({ deviceFailed: 'ringDevice' }));
  }

  async function start(): Promise<void> {
    softphone.subscribe(onPhone);
    platform.onEvent((event) => {
      if (event.kind === 'resumed') {
        softphone.refresh();
        link?.renew();
      }
      if (event.kind === 'close-held') remark({ kind: 'close-held' });
    });
    await drafts.load();
    void hotlineName(ports.fetcher, ports.info.bridgeUrl).then((hotline) => set({ hotline }));
    const practice = ports.info.practiceSignIn;
    if (practice !== undefined) await signIn(practice.person, practice.password);
  }

  const presentCall = () => get().link.data?.call ?? null;
  const controls = () => phoneControls(get().phone, presentCall(), get().armed !== null);
  return {
    state,
    drafts,
    settings: settings.state,
    info: ports.info,
    clock,
    ring,
    start,
    signIn,
    signOut,
    setRingBlocked: (ringBlocked: boolean) => set({ ringBlocked }),
    changeSettings(change: Parameters<typeof settings.change>[0]): void {
      settings.change(change);
      if ('microphone' in change || 'speaker' in change || 'ringDevice' in change) applyDevices();
      if (change.ringVolume !== undefined) ring.setVolume(change.ringVolume);
    },
    wish: (to: SeatWish) => void tellRefusal(command('seat.set', { to })),
    toggleReady(): void {
      const seat = get().link.data?.seat;
      if (seat === undefined) return;
      const ready =
        seat.after === null ? seat.activity.kind === 'ready' : seat.after.kind === 'ready';
      void tellRefusal(command('seat.set', { to: { kind: ready ? 'busy' : 'ready' } }));
    },
    answer(): void {
      const { phone } = get();
      const call = presentCall();
      if (phone.call.kind === 'ringing') void softphone.answer();
      else if (
        phone.call.kind === 'none' &&
        (call?.state === 'offered' || call?.state === 'ringing')
      ) {
        set({ armed: call.callId });
      } else return;
      ring.stop();
      const draft = Object.values(drafts.state.getState().items).find(
        (each) => call !== null && each.draft.callId === call.callId,
      );
      if (draft !== undefined) drafts.show(draft.draft.draftId);
    },
    async reject(): Promise<void> {
      if (!controls().canReject) return;
      const call = presentCall();
      ring.stop();
      if (call !== null && directCall(get().phone.call, call) === null) {
        const outcome = await tellRefusal(command('call.reject', { callId: call.callId }));
        if (outcome.ok) return;
      }
      softphone.reject();
    },
    async hangUp(): Promise<void> {
      if (!controls().canHangUp) return;
      const call = presentCall();
      if (call !== null && directCall(get().phone.call, call) === null) {
        const outcome = await command('call.hang-up', { callId: call.callId });
        if (outcome.ok) return;
      }
      // The bridge is away, or does not know the call: the phone itself ends it.
      softphone.hangUp();
    },
    toggleMute(): void {
      const { call } = get().phone;
      if (call.kind === 'in-call') softphone.setMuted(!call.muted);
    },
    finishWrap(): void {
      const call = presentCall();
      if (call?.state === 'wrapping')
        void tellRefusal(command('wrap.finish', { callId: call.callId }));
    },
    extendWrap(): void {
      const call = presentCall();
      if (call?.state === 'wrapping')
        void tellRefusal(command('wrap.extend', { callId: call.callId }));
    },
    async reveal(): Promise<void> {
      const call = presentCall();
      if (call === null) return;
      const outcome = await tellRefusal(command('caller.reveal', { callId: call.callId }));
      const result = outcome.ok ? commandResults['caller.reveal'].safeParse(outcome.value) : null;
      if (result?.success === true) {
        set({ revealed: { callId: call.callId, number: result.data.number } });
      }
    },
    conceal: () => set({ revealed: null }),
    async submit(id: string): Promise<void> {
      await drafts.submit(id);
      outbox.deliver();
    },
  };
}
