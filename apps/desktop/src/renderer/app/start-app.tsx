import type { Root } from 'react-dom/client';
import type { DeskPlatform } from '../../shared/desk-platform.ts';
import { startWords } from '../i18n/i18n.ts';
import { createRing } from '../ring/ring-tone.ts';
import type { Softphone } from '../softphone/softphone.ts';
import type { SeatLinkPorts } from '../connection/seat-link.ts';
import { App } from './app.tsx';
import type { PageAddress } from './desk-core.ts';
import { createDesk, type Desk } from './desk.ts';
import { connectPlatformKeys } from './platform-keys.ts';

/** Puts the desk together on a platform and a phone, shows it, and starts it. */
export async function startApp(
  root: Root,
  platform: DeskPlatform,
  softphone: Softphone,
): Promise<Desk> {
  const info = await platform.bootstrap();
  const ring = createRing((blocked) => desk.setRingBlocked(blocked));
  const desk: Desk = createDesk({
    platform,
    info,
    softphone,
    ring,
    fetcher: window.fetch.bind(window),
    openSocket: browserSocket,
    storage: window.localStorage,
    windowStorage: window.sessionStorage,
    address: pageAddress,
    objectAddresses: URL,
    now: Date.now,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    print: () => window.print(),
    isTyping,
    saveFile: async (name, bytes) => {
      if (platform.saveFile === undefined) download(name, bytes);
      else await platform.saveFile(name, bytes);
    },
  });
  const words = await startWords(desk.settings.getState().language);
  desk.settings.subscribe((now, before) => {
    if (now.language !== before.language) void words.changeLanguage(now.language);
  });
  connectPlatformKeys(desk, platform);
  root.render(<App desk={desk} platform={platform} />);
  await desk.start();
  return desk;
}

/** The caret stands in a field of a draft: a pop must not put another draft under it. */
function isTyping(): boolean {
  const at = document.activeElement;
  return (
    at !== null &&
    at.matches('form[data-draft] :is(input:not([type=radio], [type=checkbox]), textarea)')
  );
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

const pageAddress: PageAddress = {
  hash: () => location.hash,
  put: (hash, how) => {
    // Without a hash the address ends where the page's own does.
    const to = hash === '' ? location.pathname + location.search : hash;
    if (how === 'push' && location.hash !== hash) history.pushState(null, '', to);
    else history.replaceState(null, '', to);
  },
  onMove: (moved) => window.addEventListener('popstate', () => moved(location.hash)),
};

const browserSocket: SeatLinkPorts['openSocket'] = (url, ends) => {
  const socket = new WebSocket(url);
  socket.addEventListener('open', ends.opened);
  socket.addEventListener('close', ends.closed);
  socket.addEventListener('message', (event) => ends.received(event.data));
  return socket;
};
