import { BlockList, isIP } from 'node:net';

/** Addresses and networks (CIDR) of the configuration. IPv4 written inside IPv6 (::ffff:…) counts as IPv4. */
export type AddressList = { readonly has: (address: string | undefined) => boolean };

/** @throws for an entry that is neither an address nor a network. */
export function addressList(entries: readonly string[]): AddressList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = familyOf(address);
    if (family === null) throw new Error(`no address or network: ${entry}`);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return {
    has(address) {
      const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
      const family = familyOf(plain);
      return family !== null && list.check(plain, family);
    },
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}
