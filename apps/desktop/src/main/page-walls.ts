import { app, type WebPreferences } from 'electron';

/** What every page of the desk may do: nothing but what its preload and the content policy give it. */
export function pageWalls(
  preload: string | null,
  ...pageArguments: readonly string[]
): WebPreferences {
  return {
    ...(preload === null ? {} : { preload }),
    additionalArguments: [...pageArguments],
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    devTools: !app.isPackaged,
    spellcheck: false,
    // The ring and the caller's voice must not wait for a click; timers must run while another window is in front.
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
  };
}
