/** How a page notices by itself that the network is back or the machine woke up. */
import type { PlatformEvent } from '../../shared/desk-platform.ts';

const TICK_MS = 2_000;
/** Background pages are slowed to one tick a minute (Chromium, intensive throttling), so only more is a sleep. */
const SLEPT_MS = 70_000;

/** Returns the stop function. */
export function watchNetwork(report: (event: PlatformEvent) => void): () => void {
  const online = () => report({ kind: 'resumed', because: 'network' });
  window.addEventListener('online', online);
  return () => window.removeEventListener('online', online);
}

/** For browsers; Electron's main process is told by the system. */
export function watchWakeUp(report: (event: PlatformEvent) => void): () => void {
  let last = Date.now();
  const timer = window.setInterval(() => {
    const now = Date.now();
    if (now - last > SLEPT_MS) report({ kind: 'resumed', because: 'wake-up' });
    last = now;
  }, TICK_MS);
  return () => window.clearInterval(timer);
}
