/** 通话小窗: a second, small window above all others, with a page and a contract of its own. It takes no focus. */
import { BrowserWindow, screen, type WebFrameMain } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { FloatingView } from '../shared/floating-view.ts';
import { FLOATING_ARGUMENT, FLOATING_VIEW_CHANNEL } from '../shared/ipc-contract.ts';
import { ORIGIN } from './desk-files.ts';
import { pageWalls } from './page-walls.ts';
import { placeFloating, type Point } from './floating-place.ts';

const FLOATING_SIZE = { width: 460, height: 56 } as const;
const FLOATING_PAGE = `${ORIGIN}/floating/index.html`;
const place = z.object({ x: z.number().int(), y: z.number().int() });

export type FloatingWindow = {
  toggle(): void;
  put(view: FloatingView): void;
  readonly view: () => FloatingView | null;
  /** Tells its own main frame from everything else. */
  readonly isItsFrame: (frame: WebFrameMain | null) => boolean;
  close(): void;
};

export function createFloatingWindow(
  placeFile: string,
  preload: string,
  icon: string,
  onDied: (why: string) => void,
): FloatingWindow {
  let window: BrowserWindow | null = null;
  let view: FloatingView | null = null;

  function open(): BrowserWindow {
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const made = new BrowserWindow({
      ...placeFloating(readPlace(placeFile), FLOATING_SIZE, areas),
      ...FLOATING_SIZE,
      useContentSize: true,
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      acceptFirstMouse: true,
      title: '12345',
      icon,
      backgroundColor: '#FFFFFF',
      webPreferences: pageWalls(preload, FLOATING_ARGUMENT),
    });
    // Also above a program that fills the screen.
    made.setAlwaysOnTop(true, 'screen-saver');
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    made.once('ready-to-show', () => made.showInactive());
    made.on('moved', () => keepPlace(made));
    made.on('close', () => keepPlace(made));
    made.on('closed', () => {
      if (window === made) window = null;
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      onDied(reason);
      // Gone for now; the desk is where the work is, and its key opens the bar again.
      setImmediate(() => {
        if (!made.isDestroyed()) made.destroy();
      });
    });
    made.loadURL(FLOATING_PAGE).catch(() => undefined);
    return made;
  }

  function keepPlace(of: BrowserWindow): void {
    const [x = 0, y = 0] = of.getPosition();
    writeFileSync(placeFile, JSON.stringify({ x, y }));
  }

  return {
    toggle() {
      if (window === null) window = open();
      else window.close();
    },
    put(next) {
      view = next;
      if (window !== null && !window.isDestroyed())
        window.webContents.send(FLOATING_VIEW_CHANNEL, next);
    },
    view: () => view,
    isItsFrame: (frame) =>
      frame !== null &&
      window !== null &&
      !window.isDestroyed() &&
      frame === window.webContents.mainFrame &&
      frame.origin === ORIGIN,
    close: () => window?.close(),
  };
}

/** null: none kept, or not readable; a window's place is not worth a complaint. */
function readPlace(file: string): Point | null {
  try {
    return place.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
