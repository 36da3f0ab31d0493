import { isIPv6 } from 'node:net';

/**
 * What an address is counted by. Whoever has one address of IPv6 has the other 2^64 of its network, too: there the network is what
 * an address is elsewhere.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(bare)) return address;
  const [front = '', back] = bare.toLowerCase().split('::');
  const groups = front.split(':').filter((group) => group !== '');
  const after = (back ?? '').split(':').filter((group) => group !== '');
  // An address that ends in IPv4 spelling has two groups there.
  const behind = after.length + (after.at(-1)?.includes('.') ? 1 : 0);
  const missing = back === undefined ? 0 : Math.max(0, 8 - groups.length - behind);
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
