/**
 * The seat's main process: reads the seat's configuration, shuts the browser tight, opens the desk.
 * Nothing starts half-way: with a wrong configuration there is only a page that says what is wrong.
 */
import type { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, Menu, session } from 'electron';
import type { Logger } from 'pino';
import { DEFAULT_ANSWER_KEY } from './answer-key.ts';
import { readAuthorities } from './certificate-trust.ts';
import { registerScheme } from './desk-scheme.ts';
import { holdNetwork, holdPages, type Held } from './lock-down.ts';
import { openLog } from './log.ts';
import { showProblems } from './not-started.ts';
import { openDesk } from './open-desk.ts';
import { CONFIGURATION_FILE, LOG_FOLDER } from './places.ts';
import { readSeatConfiguration } from './seat-configuration.ts';
import { forbiddenSwitches } from './start-switches.ts';

// What the seat writes (drafts, log) is for the person who is logged in to this machine, and for nobody else on it.
process.umask(0o077);
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
  const log = openLog(path.join(folder, LOG_FOLDER));
  log.info({ version: app.getVersion(), electron: process.versions['electron'] }, 'start');
  // Electron would show a dialog that stands on the call; the desk goes on and the log says so.
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'uncaught'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled'));
  // For every page there will ever be. Chromium has no sandbox for root; the packaged desk refuses the switch (above).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerScheme();
  const onHeld: Held = (what, detail) => log.warn({ what, detail }, 'held off');
  holdPages(onHeld);
  // Everything is in the desk itself. On macOS the editing keys come from the menu.
  Menu.setApplicationMenu(process.platform === 'darwin' ? macMenu() : null);
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => open(log, onHeld))
    .catch((error: unknown) => {
      log.fatal({ err: error }, 'start failed');
      app.exit(1);
    });
}

function open(log: Logger, onHeld: Held): void {
  const seat = readSeatConfiguration({
    file: readConfigurationFile(),
    env: process.env,
    answerKey: DEFAULT_ANSWER_KEY,
  });
  if (!seat.ok) {
    holdNetwork(session.defaultSession, [], [], onHeld);
    return showProblems(seat.error, folder, log);
  }
  const { connects, caFile } = seat.value;
  let authorities: readonly X509Certificate[] = [];
  try {
    // Relative to the folder of desk.json.
    if (caFile !== null)
      authorities = readAuthorities(readFileSync(path.resolve(folder, caFile), 'utf8'));
  } catch (error) {
    holdNetwork(session.defaultSession, [], [], onHeld);
    const found = `${caFile ?? ''}: ${error instanceof Error ? error.message : ''}`;
    return showProblems([{ where: 'caFile', code: 'ca-unreadable', found }], folder, log);
  }
  holdNetwork(session.defaultSession, connects, authorities, onHeld);
  openDesk(seat.value, folder, log);
}

/** null: there is none, the environment may say it all. */
function readConfigurationFile(): string | null {
  try {
    return readFileSync(path.join(folder, CONFIGURATION_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function macMenu(): Menu {
  return Menu.buildFromTemplate([
    { role: 'appMenu' },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ]);
}
