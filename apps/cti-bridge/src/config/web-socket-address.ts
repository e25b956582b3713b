import { z } from 'zod';
import { rule } from './rule.ts';

/** Where seats find the PBX. It stands in the web seat's content policy, and CSP 3 has no host-source for an IPv6 literal. */
export const webSocketAddress = rule(
  z.string(),
  (value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname } = new URL(value);
    return ['ws:', 'wss:'].includes(protocol) && !hostname.startsWith('[');
  },
  'ws:// 或 wss:// 地址，主机写名称或 IPv4 地址',
  'an address that begins with ws:// or wss://, its host a name or an IPv4 address',
);
