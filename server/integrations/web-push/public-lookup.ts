import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/**
 * Addresses that are nobody's on the internet: this machine, its neighbours, what is reserved (RFC 6890). An IPv4 address written as
 * IPv6 is looked for among those of IPv4.
 */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

export function isPublic(address: string): boolean {
  return !PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * Looks a host up and answers public addresses only. Given to the request itself: what was looked at is what is connected to, so
 * that a name cannot lead elsewhere in between.
 */
export const publicLookup: LookupFunction = (host, options, done) => {
  const asked: LookupOptions & { all: true } = { ...options, all: true };
  lookup(host, asked, (error, found: LookupAddress[]) => {
    if (error) return done(error, '');
    const [first, ...others] = found.filter(({ address }) => isPublic(address));
    if (!first) return done(Object.assign(new Error('not a public address'), { code: 'EACCES' }), '');
    if (options.all === true) done(null, [first, ...others]);
    else done(null, first.address, first.family);
  });
};
