import type { Device } from '../../realtime/contract/resources/devices.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Live } from './live.ts';

/** Two beats may be lost, and one may be late. */
const ONLINE_FOR_MS = 75_000;

type Known = { live: Live; pages: BuiltPages; organizationId: string; now: number };

/** What the database knows of screens, and what the nodes have heard since. */
export async function withHealth<D extends Device>(
  devices: readonly D[],
  { live, pages, organizationId, now }: Known,
): Promise<D[]> {
  const beats = live.beats(organizationId);
  const kinds = [...new Set(devices.map(({ kind }) => kind))];
  // Where nothing has been built nothing is old.
  const builds = await Promise.all(kinds.map(async (kind) => [kind, await buildOf(pages, kind)] as const));
  const newest = new Map(builds);

  return devices.map((device) => {
    const beat = device.revoked_at === null ? beats.get(device.id) : undefined;
    const kept = device.last_seen_at === null ? 0 : Date.parse(device.last_seen_at);
    const seen = Math.max(kept, beat?.at ?? 0);
    const report = beat?.report ?? device.report;
    const build = newest.get(device.kind) ?? null;
    return {
      ...device,
      last_seen_at: seen === 0 ? null : new Date(seen).toISOString(),
      online: device.revoked_at === null && now - seen < ONLINE_FOR_MS,
      report,
      outdated: build !== null && report !== null && report.build !== build,
    };
  });
}

function buildOf(pages: BuiltPages, screen: string): Promise<string | null> {
  return pages(screen).then(
    ({ build }) => build,
    () => null,
  );
}
