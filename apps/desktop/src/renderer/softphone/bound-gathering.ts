import type { RTCSession } from 'jssip/lib/RTCSession';

const GATHERING_MS = 500;

/** Sends offer or answer after 500 ms of gathering with what there is: one slow adapter must not hold up the caller. */
export function boundGathering(session: RTCSession): void {
  let ready: (() => void) | null = null;
  let isDue = false;
  session.on('peerconnection', ({ peerconnection }) => {
    peerconnection.addEventListener('icegatheringstatechange', () => {
      if (peerconnection.iceGatheringState !== 'gathering') return;
      setTimeout(() => {
        isDue = true;
        ready?.();
      }, GATHERING_MS);
    });
  });
  session.on('icecandidate', (event) => {
    ready = event.ready;
    if (isDue) event.ready();
  });
}
