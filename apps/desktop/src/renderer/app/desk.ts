/**
 * The desk without its screen: it ties the link to the bridge, the phone, the drafts, the ring and the platform together.
 * Screens read its stores and call its actions; nothing else does either.
 */
import type { TicketDraft } from '@hotline/domain/draft';
import type { BootstrapInfo } from '../../shared/desk-platform.ts';
import { createHallDesk } from '../hall/hall-desk.ts';
import { createFindDesk } from '../find/find-desk.ts';
import { createIntakeDesk } from '../intake/intake-desk.ts';
import { createSimilarDesk } from '../intake/similar-desk.ts';
import { createKnowledgeDesk } from '../knowledge/knowledge-desk.ts';
import { createKnowledgeOffice } from '../knowledge/knowledge-office.ts';
import { libraryLink } from '../knowledge/library-link.ts';
import { createDraftEdits } from '../store/draft-edits.ts';
import { isChangeable } from '../store/drafts.ts';
import { createReportDesk } from '../reports/report-desk.ts';
import { createTicketDesk } from '../tickets/ticket-desk.ts';
import { createRecordingDesk } from '../recordings/recording-desk.ts';
import { createOutbox } from '../store/outbox.ts';
import type { KeptSettings } from '../store/settings.ts';
import { soundAlarms } from './alarm-sound.ts';
import { createAttentionKeys } from './attention-keys.ts';
import { createBridgeEvents } from './bridge-events.ts';
import { isUnreachable, watchBridge } from './bridge-watch.ts';
import { createCallKeys } from './call-keys.ts';
import { createCallOperations } from './call-operations.ts';
import { createDeskCore, type Aside, type DeskPorts } from './desk-core.ts';
import { createEmergencyDesk } from './emergency-desk.ts';
import { createLeaderKeys } from './leader-keys.ts';
import { createPhoneEvents } from './phone-events.ts';
import { createSigningIn } from './signing-in.ts';
import { watchPhone } from './watch-phone.ts';
import { createWrapReports } from './wrap-reports.ts';

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(ports: DeskPorts) {
  const core = createDeskCore(ports);
  const { set, drafts, settings } = core;
  const { softphone, ring, platform, info } = ports;
  const outbox = createOutbox(drafts, (name, args) => core.command(name, args), ports.setTimer);
  const emergency = createEmergencyDesk(core);
  const library = libraryLink(ports.fetcher, info.bridgeUrl, () => {
    const { stage } = core.get();
    return stage.kind === 'signed-in' ? stage.person.token : null;
  });
  const knowledge = createKnowledgeDesk(core, library);
  const knowledgeOffice = createKnowledgeOffice(core, library);
  const wrapReports = createWrapReports(core);
  const stateRead = () => {
    outbox.deliver();
    core.attachments.pump();
    wrapReports.onStateRead();
  };
  const events = createBridgeEvents(core, stateRead, emergency.emergencyCallOver);
  const intake = createIntakeDesk(core);
  const edits = createDraftEdits({
    drafts,
    store: () => {
      const { stage } = core.get();
      return stage.kind === 'signed-in' ? platform.drafts.of(stage.person.person) : null;
    },
    now: ports.now,
    setTimer: ports.setTimer,
  });
  const submit = async (id: string): Promise<void> => {
    await drafts.submit(id);
    outbox.deliver();
  };
  const similar = createSimilarDesk(core, submit);
  const people = createSigningIn(core, events, applyDevices);
  const tickets = createTicketDesk(core, people.expire);
  const hall = createHallDesk(core, people.expire);
  const recordings = createRecordingDesk(core);
  const reports = createReportDesk(core, tickets);

  function applyDevices(): void {
    const { microphone, speaker, ringDevice, ringVolume } = settings.state.getState();
    ring.setVolume(ringVolume);
    set({ deviceFailed: null });
    void softphone
      .setDevices({ microphone, speaker })
      .catch(() => set({ deviceFailed: microphone === 'default' ? 'speaker' : 'microphone' }));
    void ring.setDevice(ringDevice).catch(() => set({ deviceFailed: 'ringDevice' }));
  }

  /** 示闲 as soon as the bridge has told the seat's state: a command before that would be refused. */
  function readyOnceRead(): void {
    const stop = core.state.subscribe(({ link }) => {
      if (link.data === null) return;
      stop();
      void core.command('seat.set', { to: { kind: 'ready' } });
    });
  }

  return {
    state: core.state,
    drafts,
    attachments: core.attachments,
    settings: settings.state,
    info,
    clock: core.clock,
    ring,
    knowledge,
    knowledgeOffice,
    find: createFindDesk(core),
    intake,
    similar,
    edits,
    tickets,
    hall,
    recordings,
    reports,
    ...createCallKeys(core),
    ...createCallOperations(core),
    ...createLeaderKeys(core),
    ...createAttentionKeys(core),
    ...emergency,
    ...people,

    start: async (): Promise<void> => {
      softphone.subscribe(createPhoneEvents(core, events.reportMedia));
      watchPhone(core);
      soundAlarms(core);
      wrapReports.start();
      core.attachments.start();
      knowledge.start();
      knowledgeOffice.start();
      intake.start();
      similar.start();
      tickets.start();
      hall.start();
      recordings.start();
      reports.start();
      platform.onEvent((event) => {
        if (event.kind === 'resumed') {
          softphone.refresh();
          core.link?.renew();
        }
        if (event.kind === 'close-held') core.remark({ kind: 'close-held' });
      });
      let unmet: BootstrapInfo['practiceSignIn'];
      const practise = async (practice: BootstrapInfo['practiceSignIn']): Promise<void> => {
        if (practice === undefined) return;
        await people.signIn(practice.person, practice.password);
        const { stage } = core.get();
        unmet = isUnreachable(stage) ? practice : undefined;
        if (stage.kind === 'signed-in' && practice.ready) readyOnceRead();
      };
      watchBridge(core, () => void practise(unmet));
      if (!(await people.signInAgain())) await practise(info.practiceSignIn);
    },

    /** Opens what stands in the help column's place, or closes it by the same key. */
    toggleAside: (aside: Exclude<Aside, 'none'>): void => {
      // Beside another screen there is no such column: the key brings the workbench and opens it.
      const { screen, aside: open } = core.get();
      const isInSight = screen === 'workbench';
      set({
        screen: 'workbench',
        aside: isInSight && open === aside ? 'none' : aside,
        transferTo: '',
      });
    },
    /** The transfer panel, which looks for this name at once. */
    openTransferFor: (name: string): void => set({ aside: 'transfer', transferTo: name }),
    showWorkbench: (): void => {
      if (core.get().screen !== 'workbench') set({ screen: 'workbench' });
    },
    closeAside: (): void => set({ aside: 'none' }),

    /** 通话小窗: opens it or puts it away; null where the platform has none. */
    toggleFloatingBar:
      platform.floating === undefined
        ? null
        : (): void => void platform.floating?.toggle().catch(() => undefined),

    setRingBlocked: (ringBlocked: boolean): void => set({ ringBlocked }),

    changeSettings: (change: Partial<KeptSettings>): void => {
      settings.change(change);
      if ('microphone' in change || 'speaker' in change || 'ringDevice' in change) applyDevices();
      if (change.ringVolume !== undefined) ring.setVolume(change.ringVolume);
    },

    submit,
    /** 暂存: asks for the reason of the draft in front; again puts the question away. */
    askWhyParked: (): void => {
      const { active, items } = drafts.state.getState();
      const item = active === null ? undefined : items[active];
      const isAsked = item !== undefined && isChangeable(item) && core.get().parking !== active;
      set({ parking: isAsked ? active : null });
    },
    stopParking: (): void => set({ parking: null }),
    /** The ticket says something else: `chosen` is what it shall say. */
    decideConflict: async (id: string, chosen: TicketDraft): Promise<void> => {
      await drafts.decide(id, chosen).catch(() => undefined);
      outbox.deliver();
    },
    keepBoth: (id: string): Promise<void> => drafts.keepBoth(id).catch(() => undefined),
    parkDraft: async (id: string, reason: string): Promise<void> => {
      set({ parking: null });
      await drafts.park(id, reason);
    },
    takeBackDraft: async (id: string): Promise<void> => {
      // The disk does not take it: it stays 待发, and goes.
      await drafts.takeBack(id).catch(() => undefined);
      // What was submitted after it waited to see what becomes of it.
      outbox.deliver();
    },
  };
}
