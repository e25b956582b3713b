import type { DeskPlatform } from '../../shared/desk-platform.ts';
import type { DeskBridge } from '../../shared/ipc-contract.ts';
import { electronPlatform } from './electron-platform.ts';
import { webPlatform } from './web-platform.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; a browser has none. */
    readonly desk?: DeskBridge;
  }
}

/** The platform under this page. Call once. */
export function connectPlatform(): DeskPlatform {
  return window.desk === undefined ? webPlatform() : electronPlatform(window.desk);
}
