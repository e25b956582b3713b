/** The desk itself: drafts, window and the calls between them. The browser is shut tight before this (`lock-down.ts`). */
import path from 'node:path';
import {
  app,
  globalShortcut,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron';
import type { Logger } from 'pino';
import type { AttachmentShelf } from '../shared/attachment.ts';
import { PlatformError, type PlatformEvent, type StartNotice } from '../shared/desk-platform.ts';
import type { FloatingAction } from '../shared/floating-view.ts';
import { EVENT_CHANNEL, floatingCalls, ipcCalls } from '../shared/ipc-contract.ts';
import { holdAnswerKey } from './answer-key.ts';
import { ORIGIN, SCHEME } from './desk-files.ts';
import { serveDesk } from './desk-scheme.ts';
import { openDeskWindow, type DeskWindow } from './desk-window.ts';
import { onPageErrors } from './page-errors.ts';
import { openDraftsFile, type DraftsFile } from './drafts-file.ts';
import type { KeyStore } from './drafts-key.ts';
import { createFloatingWindow } from './floating-window.ts';
import { createCopyProcess, type CopyChild } from './copy-process.ts';
import { answerCalls, type IpcHandlers, type IpcRefusal } from './ipc-guard.ts';
import type { CopyAnswer } from './knowledge-calls.ts';
import { knowledgeCalls } from './knowledge-copy.ts';
import { showProblems } from './not-started.ts';
import { openedFiles } from './opened-files.ts';
import { watchNetworkWay } from './network-watch.ts';
import { createAttention } from './person-attention.ts';
import {
  FLOATING_FILE,
  ICON,
  KNOWLEDGE_PROCESS,
  LOG_FOLDER,
  OPENED_FOLDER,
  PRELOAD,
  RENDERER,
  RESOURCES,
  WINDOW_FILE,
} from './places.ts';
import { saveFile } from './save-file.ts';
import type { SeatConfiguration } from './seat-configuration.ts';
import type { SqliteDrafts } from './sqlite-drafts.ts';

/** `folder` is the seat's data folder. Without a place for drafts there is no desk, only a page that says so. */
export function openDesk(seat: SeatConfiguration, folder: string, log: Logger): void {
  let opened: DraftsFile;
  try {
    opened = openDraftsFile(folder, Date.now, systemKeyStore(), (error) =>
      log.error({ err: error }, 'drafts damaged'),
    );
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const isNewer = error instanceof PlatformError && error.code === 'newer-drafts';
    const code = isNewer ? 'drafts-newer' : 'drafts-unavailable';
    return showProblems([{ where: '', code, found }], folder, log);
  }
  const copy = createCopyProcess(
    () => forkCopy(folder),
    (code) => log.error({ code }, 'knowledge copy died'),
  );
  const knowledge = knowledgeCalls(
    folder,
    path.join(app.getPath('temp'), 'hotline-desk'),
    copy,
    (file) => shell.openPath(file),
  );
  const files = openedFiles(path.join(folder, OPENED_FOLDER), (file) => shell.openPath(file));
  const notices = noticeBoard(opened.notices);
  serveDesk(session.defaultSession, RENDERER, seat.connects);

  /** The machine does not go to sleep under a call, nor a hall's screen dark. */
  const awake = keepAwake('prevent-app-suspension');
  const lit = keepAwake('prevent-display-sleep');
  const desk = openDeskWindow(path.join(folder, WINDOW_FILE), PRELOAD, ICON, {
    onDied(why) {
      log.error({ why }, 'window died');
      awake(false);
      lit(false);
      attention.show({ kind: 'none' });
      notices.add({ code: 'window-recovered' });
    },
    onHopeless() {
      session.defaultSession.protocol.unhandle(SCHEME);
      const logs = path.join(folder, LOG_FOLDER);
      showProblems([{ where: '', code: 'window-died', found: logs }], folder, log);
      desk.window.destroy();
    },
    onCloseHeld() {
      desk.window.flashFrame(true);
      send({ kind: 'close-held' });
    },
  });
  const { window } = desk;
  desk.setPractice(seat.practiceSignIn !== null);

  const send = (event: PlatformEvent) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  };
  const bringUp = () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    send({ kind: 'shown' });
  };
  const floating = createFloatingWindow(path.join(folder, FLOATING_FILE), PRELOAD, ICON, (why) =>
    log.error({ why }, 'floating bar died'),
  );
  const act = (action: FloatingAction) => {
    if (action === 'show-desk') bringUp();
    else if (action === 'close') floating.close();
    else send({ kind: 'floating', action });
  };
  const attention = createAttention(window, RESOURCES, bringUp, () => floating.toggle());
  const onRefusal = (refusal: IpcRefusal) => log.warn(refusal, 'call refused');

  if (seat.answerKey !== null) {
    const outcome = holdAnswerKey(seat.answerKey, () => send({ kind: 'answer-key' }));
    log.info({ key: seat.answerKey, outcome }, 'answer key');
    if (outcome === 'taken') notices.add({ code: 'answer-key-taken', key: seat.answerKey });
  }

  answerCalls(
    'desk',
    ipcCalls,
    {
      bootstrap: () => bootstrapOf(seat, notices.take()),
      ...draftCalls(opened.drafts),
      ...attachmentCalls(opened.drafts.attachments),
      ...knowledge,
      fileOpen: (name, bytes) => files.open(name, bytes),
      fileSave: (name, bytes) => saveFile(window, name, bytes),
      attention: (wanted) => attention.show(wanted),
      condition({ practice, callUnderWay, isHall }) {
        desk.setPractice(practice);
        desk.setCallUnderWay(callUnderWay);
        desk.setHall(isHall);
        awake(callUnderWay);
        lit(isHall);
      },
      printPdf: async () =>
        new Uint8Array(
          await window.webContents.printToPDF({
            pageSize: 'A4',
            landscape: true,
            printBackground: true,
          }),
        ),
      floatingToggle: () => floating.toggle(),
      floatingShow: (view) => floating.put(view),
    },
    ({ senderFrame }) => isDesk(desk, senderFrame),
    onRefusal,
  );
  answerCalls(
    'floating',
    floatingCalls,
    { look: () => floating.view(), act },
    ({ senderFrame }) => floating.isItsFrame(senderFrame),
    onRefusal,
  );
  onPageErrors(window.webContents, (error) => log.error(error, 'page error'));
  window.webContents.on('did-fail-load', (_event, code, text) => {
    log.error({ code, text }, 'page not loaded');
  });
  window.on('unresponsive', () => log.error('window does not respond'));
  window.on('closed', () => {
    awake(false);
    lit(false);
    attention.close();
    floating.close();
    globalShortcut.unregisterAll();
    stopWatchingNetwork();
  });
  powerMonitor.on('resume', () => send({ kind: 'resumed', because: 'wake-up' }));
  const stopWatchingNetwork = watchNetworkWay(() => send({ kind: 'resumed', because: 'network' }));
  app.on('second-instance', bringUp);
  app.on('quit', () => {
    opened.drafts.close();
    copy.close();
    files.clear();
  });
}

function forkCopy(folder: string): CopyChild {
  const child = utilityProcess.fork(KNOWLEDGE_PROCESS, [folder], { serviceName: 'knowledge copy' });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
    send: (question) => child.postMessage(question),
    onMessage: (listener) => void child.on('message', (answer: CopyAnswer) => listener(answer)),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}

function isDesk({ window }: DeskWindow, frame: Electron.WebFrameMain | null): boolean {
  return (
    frame !== null &&
    !window.isDestroyed() &&
    frame === window.webContents.mainFrame &&
    frame.origin === ORIGIN
  );
}

function bootstrapOf(seat: SeatConfiguration, notices: StartNotice[]) {
  return {
    kind: 'electron' as const,
    bridgeUrl: seat.bridgeUrl,
    appVersion: app.getVersion(),
    ...(seat.language === null ? {} : { language: seat.language }),
    ...(seat.practiceSignIn === null ? {} : { practiceSignIn: seat.practiceSignIn }),
    notices,
  };
}

/** Which person asks is the page's word: whoever runs this program as this account has the key of the drafts anyway. */
function draftCalls(drafts: SqliteDrafts) {
  return {
    draftsList: async (owner) => [...(await drafts.of(owner).list())],
    draftsLoad: (owner, id) => drafts.of(owner).load(id),
    draftsSave: (owner, draft) => drafts.of(owner).save(draft),
    draftsMark: (owner, id, status) => drafts.of(owner).mark(id, status),
    draftsVersions: async (owner, id) => [...(await drafts.of(owner).versions(id))],
    draftsRemove: (owner, id) => drafts.of(owner).remove(id),
  } satisfies Partial<IpcHandlers<typeof ipcCalls>>;
}

function attachmentCalls(attachments: AttachmentShelf) {
  return {
    attachmentsList: async (owner) => [...(await attachments.of(owner).list())],
    attachmentsAdd: (owner, attachment, bytes) =>
      attachments.of(owner).add(attachment, new Uint8Array(bytes)),
    attachmentsRead: (owner, id) => attachments.of(owner).read(id),
    attachmentsMark: (owner, id, state) => attachments.of(owner).mark(id, state),
    attachmentsRemove: (owner, id) => attachments.of(owner).remove(id),
  } satisfies Partial<IpcHandlers<typeof ipcCalls>>;
}

/** null without one. On Linux `basic_text` is a fixed password in the program, no store (electronjs.org, safeStorage). */
function systemKeyStore(): KeyStore | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    return null;
  }
  return safeStorage;
}

/** What the person has not been told yet; told once. */
function noticeBoard(first: readonly StartNotice[]) {
  let waiting: readonly StartNotice[] = first;
  return {
    add(notice: StartNotice) {
      waiting = [...waiting, notice];
    },
    take(): StartNotice[] {
      const taken = [...waiting];
      waiting = [];
      return taken;
    },
  };
}

function keepAwake(what: Parameters<typeof powerSaveBlocker.start>[0]): (wanted: boolean) => void {
  let blocker: number | null = null;
  return (wanted) => {
    if (wanted && blocker === null) blocker = powerSaveBlocker.start(what);
    if (wanted || blocker === null) return;
    powerSaveBlocker.stop(blocker);
    blocker = null;
  };
}
