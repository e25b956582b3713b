import { BlockList, isIP } from 'node:net';

const here = new BlockList();
here.addSubnet('127.0.0.0', 8, 'ipv4');
here.addAddress('::1', 'ipv6');

/** True for this machine itself: what is sent there never reaches a wire. `hostname` as in a URL. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  const bare = hostname.replace(/^\[|\]$/gu, '');
  const family = isIP(bare);
  return family !== 0 && here.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
