/**
 * Notices that this machine's way into the network has become another one: the cable pulled while the wireless goes on,
 * a new address after a change of rooms. Chromium tells a page only when all of the network is gone or back.
 */
import { networkInterfaces } from 'node:os';

const EVERY_MS = 2_000;

/** Addresses that reach other machines. */
export type Addresses = ReadonlySet<string>;

/**
 * Are connections made over `before` in doubt? Only when an address has gone: its sockets are dead. One that came beside
 * (a VPN, the wireless beside the cable) changes nothing for what is up. With none left there is nowhere to go yet.
 */
export function isWayChanged(before: Addresses, after: Addresses): boolean {
  if (after.size === 0) return false;
  if (before.size === 0) return true;
  return [...before].some((address) => !after.has(address));
}

/** Returns the stop function. */
export function watchNetworkWay(
  onChanged: () => void,
  read: () => Addresses = present,
): () => void {
  let last = read();
  const timer = setInterval(() => {
    const now = read();
    const isChanged = isWayChanged(last, now);
    // What was lost while nothing was left is asked about when something is back.
    last = now;
    if (isChanged) onChanged();
  }, EVERY_MS);
  return () => clearInterval(timer);
}

function present(): Addresses {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one !== undefined && !one.internal)
    // Link-local ones come and go with every adapter and reach no PBX (RFC 4291, 2.5.6; RFC 3927).
    .filter((one) => !/^(?:fe80:|169\.254\.)/iu.test(one?.address ?? ''))
    .flatMap((one) => one?.address ?? []);
  return new Set(addresses);
}
