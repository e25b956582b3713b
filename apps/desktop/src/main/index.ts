/**
 * The seat's main process: reads the seat's configuration, shuts the browser tight, opens drafts and window.
 * Nothing starts half-way: with a wrong configuration there is only a page that says what is wrong.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, Menu, powerMonitor, powerSaveBlocker, session } from 'electron';
import type { BootstrapInfo, PlatformEvent, StartNotice } from '../shared/desk-platform.ts';
import { EVENT_CHANNEL } from '../shared/ipc-contract.ts';
import { readAuthorities } from './certificate-trust.ts';
import { ORIGIN } from './desk-files.ts';
import { registerScheme, serveDesk, servePage } from './desk-scheme.ts';
import { openDeskWindow } from './desk-window.ts';
import { openDraftsFile } from './drafts-file.ts';
import { answerCalls } from './ipc-guard.ts';
import { holdNetwork, holdPages, type Held } from './lock-down.ts';
import { openLog } from './log.ts';
import { createAttention } from './person-attention.ts';
import { problemPage, type StartProblem } from './problem-page.ts';
import { readSeatConfiguration, type SeatConfiguration } from './seat-configuration.ts';
import { forbiddenSwitches } from './start-switches.ts';

const RENDERER = path.resolve(import.meta.dirname, '../renderer');
const PRELOAD = path.resolve(import.meta.dirname, '../preload/index.cjs');
const RESOURCES = path.resolve(import.meta.dirname, '../../resources');
const ICON = path.join(RESOURCES, 'icon.png');

app.setName('hotline-desk');
const userData = process.env['HOTLINE_USER_DATA'];
if (userData !== undefined && userData !== '') app.setPath('userData', path.resolve(userData));
const folder = app.getPath('userData');

const switches = app.isPackaged ? forbiddenSwitches(process.argv) : [];
if (switches.length > 0) {
  process.stderr.write(`refused to start with --${switches.join(', --')}\n`);
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) {
  process.stderr.write('话务台已经打开。 The desk is open already; it comes to the front.\n');
  app.exit(0);
} else {
  start();
}

function start(): void {
  const log = openLog(path.join(folder, 'logs'));
  log.info({ version: app.getVersion(), electron: process.versions['electron'] }, 'start');
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'uncaught'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled'));
  const onHeld: Held = (what, detail) => log.warn({ what, detail }, 'held off');
  // For every page there will ever be. Chromium has no sandbox for root; the packaged desk refuses the switch (above).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerScheme();
  holdPages(onHeld);
  Menu.setApplicationMenu(null);
  app.on('window-all-closed', () => app.quit());

  const stateFile = path.join(folder, 'window.json');
  const showProblems = (problems: readonly StartProblem[]) => {
    for (const { where, code, found } of problems) log.error({ where, code, found }, 'not started');
    servePage(session.defaultSession, (nonce) =>
      problemPage(problems, path.join(folder, 'desk.json'), nonce),
    );
    const { window } = openDeskWindow(stateFile, null, ICON, {
      onDied: () => undefined,
      onHopeless: () => app.exit(1),
      onCloseHeld: () => undefined,
    });
    app.on('second-instance', () => window.show());
  };

  const open = () => {
    const configuration = readSeatConfiguration({
      file: readOptional('desk.json'),
      env: process.env,
    });
    if (!configuration.ok) {
      holdNetwork(session.defaultSession, [], [], onHeld);
      return showProblems(configuration.error);
    }
    const seat = configuration.value;
    let authorities: ReturnType<typeof readAuthorities> = [];
    try {
      authorities =
        seat.caFile === null ? [] : readAuthorities(readFileSync(caPath(seat.caFile), 'utf8'));
    } catch (error) {
      holdNetwork(session.defaultSession, [], [], onHeld);
      const found = `${seat.caFile ?? ''}: ${error instanceof Error ? error.message : ''}`;
      return showProblems([{ where: 'caFile', code: 'ca-unreadable', found }]);
    }
    holdNetwork(session.defaultSession, seat.connects, authorities, onHeld);
    openDesk(seat);
  };

  const openDesk = (seat: SeatConfiguration) => {
    let opened: ReturnType<typeof openDraftsFile>;
    try {
      opened = openDraftsFile(folder, Date.now, (error) =>
        log.error({ err: error }, 'drafts damaged'),
      );
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return showProblems([{ where: '', code: 'drafts-unavailable', found }]);
    }
    const { drafts } = opened;
    let notices: readonly StartNotice[] = opened.notices;
    serveDesk(session.defaultSession, RENDERER, seat.connects);

    const desk = openDeskWindow(stateFile, PRELOAD, ICON, {
      onDied(why) {
        log.error({ why }, 'window died');
        setCallUnderWay(false);
        attention.show({ kind: 'none' });
        notices = [...notices, { code: 'window-recovered' }];
      },
      onHopeless() {
        session.defaultSession.protocol.unhandle('hotline');
        desk.window.destroy();
        showProblems([{ where: '', code: 'window-died', found: path.join(folder, 'logs') }]);
      },
      onCloseHeld() {
        desk.window.flashFrame(true);
        send({ kind: 'close-held' });
      },
    });
    desk.setPractice(seat.practiceSignIn !== null);

    const send = (event: PlatformEvent) => {
      if (!desk.window.isDestroyed()) desk.window.webContents.send(EVENT_CHANNEL, event);
    };
    const bringUp = () => {
      if (desk.window.isMinimized()) desk.window.restore();
      desk.window.show();
      desk.window.focus();
      send({ kind: 'shown' });
    };
    const attention = createAttention(desk.window, RESOURCES, bringUp);
    let awake: number | null = null;
    const setCallUnderWay = (underWay: boolean) => {
      desk.setCallUnderWay(underWay);
      if (underWay && awake === null) awake = powerSaveBlocker.start('prevent-app-suspension');
      if (!underWay && awake !== null) {
        powerSaveBlocker.stop(awake);
        awake = null;
      }
    };

    answerCalls(
      {
        bootstrap(): BootstrapInfo {
          const told = notices;
          notices = [];
          return {
            kind: 'electron',
            bridgeUrl: seat.bridgeUrl,
            appVersion: app.getVersion(),
            ...(seat.language === null ? {} : { language: seat.language }),
            ...(seat.practiceSignIn === null ? {} : { practiceSignIn: seat.practiceSignIn }),
            notices: [...told],
          };
        },
        draftsList: async () => [...(await drafts.list())],
        draftsLoad: (id) => drafts.load(id),
        draftsSave: (draft) => drafts.save(draft),
        draftsMark: async (id, status) => (await drafts.mark(id, status), undefined),
        draftsVersions: async (id) => [...(await drafts.versions(id))],
        draftsRemove: async (id) => (await drafts.remove(id), undefined),
        attention: (wanted) => (attention.show(wanted), undefined),
        condition(now) {
          desk.setPractice(now.practice);
          setCallUnderWay(now.callUnderWay);
          return undefined;
        },
      },
      ({ senderFrame }) =>
        senderFrame !== null &&
        !desk.window.isDestroyed() &&
        senderFrame === desk.window.webContents.mainFrame &&
        senderFrame.origin === ORIGIN,
      (refusal) => log.warn(refusal, 'call refused'),
    );
    desk.window.webContents.on('did-fail-load', (_event, code, text) => {
      log.error({ code, text }, 'page not loaded');
    });
    desk.window.on('unresponsive', () => log.error('window does not respond'));
    desk.window.on('closed', () => attention.close());
    powerMonitor.on('resume', () => send({ kind: 'resumed', because: 'wake-up' }));
    app.on('second-instance', bringUp);
    app.on('quit', () => drafts.close());
  };

  app
    .whenReady()
    .then(open)
    .catch((error: unknown) => {
      log.fatal({ err: error }, 'start failed');
      app.exit(1);
    });
}

function readOptional(name: string): string | null {
  try {
    return readFileSync(path.join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Relative to the folder of desk.json. */
function caPath(caFile: string): string {
  return path.resolve(folder, caFile);
}
