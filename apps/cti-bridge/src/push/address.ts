import { isLoopback } from '../config/loopback.ts';

/** https, or plain http to a program on this machine: a summary says where somebody is in danger, and who they are. */
export function mayPushTo(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  const isHere = isLoopback(hostname.replaceAll(/[[\]]/g, ''));
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}
