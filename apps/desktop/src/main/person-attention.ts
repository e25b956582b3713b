/** Frame, tray and system notice while a call rings and the window may be out of sight. Takes no focus. */
import path from 'node:path';
import { app, Menu, nativeImage, Notification, Tray, type BrowserWindow } from 'electron';
import type { Attention } from '../shared/desk-platform.ts';

export type PersonAttention = {
  show(wanted: Attention): void;
  close(): void;
};

export function createAttention(
  window: BrowserWindow,
  resources: string,
  onShow: () => void,
  onFloating: () => void,
): PersonAttention {
  const calm = nativeImage.createFromPath(path.join(resources, 'tray.png'));
  const ringing = nativeImage.createFromPath(path.join(resources, 'tray-ringing.png'));
  const tray = new Tray(calm);
  tray.setToolTip(app.getName());
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: '显示话务台 / Show the desk', click: onShow },
      { label: '通话小窗 / Call bar', click: onFloating },
    ]),
  );
  tray.on('click', onShow);
  let notice: Notification | null = null;

  const calmDown = () => {
    notice?.close();
    notice = null;
    if (!window.isDestroyed()) window.flashFrame(false);
    tray.setImage(calm);
    tray.setToolTip(app.getName());
  };

  return {
    show(wanted) {
      calmDown();
      if (wanted.kind === 'none') return;
      tray.setImage(ringing);
      tray.setToolTip(wanted.title);
      if (window.isFocused()) return;
      window.flashFrame(true);
      if (!Notification.isSupported()) return;
      // Silent: the ring sounds in the ring device that the person chose.
      notice = new Notification({ title: wanted.title, body: wanted.body, silent: true });
      notice.on('click', onShow);
      notice.show();
    },
    close() {
      calmDown();
      tray.destroy();
    },
  };
}
