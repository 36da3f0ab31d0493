import { readFileSync } from 'node:fs';

/** Bytes that the system holds for each connection of a server's port, because the other end has not taken them; by the other end's port. */
export function sendQueues(serverPort: number): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const line of readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)) {
    const [, here = '', there = '', , queues = ''] = line.trim().split(/\s+/);
    if (portOf(here) === serverPort) held.set(portOf(there), parseInt(queues.split(':')[0] ?? '', 16));
  }
  return held;
}

/** As the system writes addresses: hexadecimal, a colon between address and port. */
function portOf(address: string): number {
  return parseInt(address.split(':')[1] ?? '', 16);
}
