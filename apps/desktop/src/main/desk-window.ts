/** The one window: shut tight, remembered in its place, opened again when it dies, held open during a call. */
import { BrowserWindow, screen, type RenderProcessGoneDetails } from 'electron';
import { ORIGIN } from './desk-files.ts';
import { pageWalls } from './page-walls.ts';
import {
  MIN_HEIGHT,
  MIN_WIDTH,
  placeWindow,
  readWindowState,
  writeWindowState,
} from './window-state.ts';

const TITLE = '12345 政务服务便民热线';
/** A second try to close within this closes during a call too. */
const CLOSE_AGAIN_MS = 5_000;
/** More deaths than this within the time: opening it again does not help. */
const MAX_DEATHS = 3;
const DEATHS_WITHIN_MS = 60_000;

type WindowEvents = {
  readonly onDied: (why: string) => void;
  /** Reloading does not help any more. */
  readonly onHopeless: () => void;
  readonly onCloseHeld: () => void;
};

export type DeskWindow = {
  readonly window: BrowserWindow;
  setPractice(practice: boolean): void;
  setCallUnderWay(underWay: boolean): void;
  /** 大屏 fills the screen when it opens; F11 and F leave that and come back to it. */
  setHall(isHall: boolean): void;
};

export function openDeskWindow(
  stateFile: string,
  preload: string | null,
  icon: string,
  { onDied, onHopeless, onCloseHeld }: WindowEvents,
): DeskWindow {
  const place = placeWindow(
    readWindowState(stateFile),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: TITLE,
    icon,
    // Behind a page that is not there yet, and the margins of one that is printed.
    backgroundColor: '#FFFFFF',
    autoHideMenuBar: true,
    webPreferences: pageWalls(preload),
  });
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());

  let callUnderWay = false;
  let heldAt = Number.NEGATIVE_INFINITY;
  window.on('close', (event) => {
    writeWindowState(stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
    if (!callUnderWay || Date.now() - heldAt < CLOSE_AGAIN_MS) return;
    event.preventDefault();
    heldAt = Date.now();
    onCloseHeld();
  });

  let isHall = false;
  // There is no menu that would have it.
  window.webContents.on('before-input-event', (event, { type, key, control, alt, meta }) => {
    if (!isHall || type !== 'keyDown' || control || alt || meta) return;
    if (key !== 'F11' && key.toLowerCase() !== 'f') return;
    event.preventDefault();
    window.setFullScreen(!window.isFullScreen());
  });

  let deaths: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }: RenderProcessGoneDetails) => {
    if (reason === 'clean-exit') return;
    callUnderWay = false;
    onDied(reason);
    deaths = [...deaths, Date.now()].filter((at) => Date.now() - at < DEATHS_WITHIN_MS);
    // Later: the dead process is still being cleared away while this event runs, and loading now ends the program.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (deaths.length > MAX_DEATHS) onHopeless();
      else load(window);
    });
  });

  load(window);
  return {
    window,
    setPractice: (practice) => window.setTitle(practice ? `${TITLE}（练习）` : TITLE),
    setCallUnderWay(underWay) {
      callUnderWay = underWay;
    },
    setHall(wanted) {
      // Told again for another reason, it does not undo what a person chose by the key.
      if (wanted === isHall) return;
      isHall = wanted;
      window.setFullScreen(wanted);
    },
  };
}

function load(window: BrowserWindow): void {
  // A failure shows as an empty window and in the log of `did-fail-load`; there is nobody to await it.
  window.loadURL(`${ORIGIN}/`).catch(() => undefined);
}
