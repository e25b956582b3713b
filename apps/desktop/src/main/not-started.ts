/** Instead of the desk: a page that says why there is none. It has no preload and reaches nothing. */
import path from 'node:path';
import { app, session } from 'electron';
import type { Logger } from 'pino';
import { servePage } from './desk-scheme.ts';
import { openDeskWindow } from './desk-window.ts';
import { CONFIGURATION_FILE, ICON, WINDOW_FILE } from './places.ts';
import { problemPage, type StartProblem } from './problem-page.ts';

export function showProblems(problems: readonly StartProblem[], folder: string, log: Logger): void {
  for (const { where, code, found } of problems) log.error({ where, code, found }, 'not started');
  servePage(session.defaultSession, (nonce) =>
    problemPage(problems, path.join(folder, CONFIGURATION_FILE), nonce),
  );
  const { window } = openDeskWindow(path.join(folder, WINDOW_FILE), null, ICON, {
    onDied: () => undefined,
    onHopeless: () => app.exit(1),
    onCloseHeld: () => undefined,
  });
  app.on('second-instance', () => {
    if (!window.isDestroyed()) window.show();
  });
}
