import type { Device } from '../../realtime/contract/resources/devices.ts';
import type { Live } from './live.ts';

/** Two beats may be lost, and one may be late. */
const ONLINE_FOR_MS = 75_000;

/** What the database knows of a screen, and what the nodes have heard since. */
export function withHealth(
  { live, now }: { live: Live; now: number },
  organizationId: string,
): <D extends Device>(device: D) => D {
  const beats = live.beats(organizationId);
  return (device) => {
    const beat = device.revoked_at === null ? beats.get(device.id) : undefined;
    const kept = device.last_seen_at === null ? 0 : Date.parse(device.last_seen_at);
    const seen = Math.max(kept, beat?.at ?? 0);
    return {
      ...device,
      last_seen_at: seen === 0 ? null : new Date(seen).toISOString(),
      online: device.revoked_at === null && now - seen < ONLINE_FOR_MS,
      report: beat?.report ?? device.report,
    };
  };
}
