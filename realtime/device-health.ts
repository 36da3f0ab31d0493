import { Refusal } from '../models/rules/refusal.ts';
import type { DeviceReport } from '../models/vocabulary.ts';
import type { Limits } from './limits.ts';
import type { Nodes } from './nodes.ts';
import type { Beat, Ports } from './ports.ts';
import type { Session } from './session.ts';

type Known = Beat & { keptAt: number; isNew: boolean };

/**
 * How the paired screens are: each speaks every half minute, and all nodes know it within a second. Memory holds it, because nobody
 * would pay a write for each beat; the database learns what is new, and from time to time that a screen is still there.
 */
export function createDeviceHealth({
  nodes,
  ports,
  limits,
  now,
}: {
  nodes: Nodes;
  ports: Pick<Ports, 'keepBeats'>;
  limits: Limits;
  now: () => number;
}) {
  const organizations = new Map<string, Map<string, Known>>();
  let toTell: [organizationId: string, deviceId: string, beat: Beat][] = [];

  function hear(organizationId: string, deviceId: string, beat: Beat): Known {
    const devices = organizations.get(organizationId) ?? new Map<string, Known>();
    const before = devices.get(deviceId);
    const isNew = before === undefined || before.isNew || !sayTheSame(before.report, beat.report);
    const known = { ...beat, keptAt: before?.keptAt ?? 0, isNew };
    organizations.set(organizationId, devices.set(deviceId, known));
    return known;
  }

  nodes.on('beats', (beats) => {
    // Whoever took it keeps it.
    for (const [organizationId, deviceId, beat] of beats)
      Object.assign(hear(organizationId, deviceId, beat), { keptAt: beat.at, isNew: false });
  });

  function beat(organizationId: string, deviceId: string, report: DeviceReport): void {
    const said = { report, at: now() };
    hear(organizationId, deviceId, said);
    toTell.push([organizationId, deviceId, said]);
  }

  return {
    beat,
    /** @throws Refusal `not_permitted` to whoever is no paired screen */
    beatOf({ listener }: Session, report: DeviceReport): void {
      if (listener.kind !== 'device' || listener.id === null) throw new Refusal('not_permitted');
      beat(listener.organization_id, listener.id, report);
    },
    of(organizationId: string): ReadonlyMap<string, Beat> {
      return organizations.get(organizationId) ?? new Map<string, Beat>();
    },
    tellOthers(): void {
      if (toTell.length === 0) return;
      nodes.tell('beats', toTell);
      toTell = [];
    },
    async keep(): Promise<void> {
      let turns = 0;
      for (const [organizationId, devices] of organizations) {
        const due = Array.from(devices).filter(
          ([, { isNew, at, keptAt }]) => isNew || at - keptAt >= limits.keepBeatEvery,
        );
        if (due.length === 0) continue;
        if (turns === limits.keepBeatsOf) return;
        turns += 1;
        await ports.keepBeats(
          organizationId,
          due.map(([device_id, { report, at }]) => ({ device_id, report, at })),
        );
        for (const [, known] of due) Object.assign(known, { keptAt: known.at, isNew: false });
      }
    },
    forgetOld(now: number): void {
      for (const [organizationId, devices] of organizations) {
        for (const [deviceId, { at }] of devices) if (now - at > limits.beatFor) devices.delete(deviceId);
        if (devices.size === 0) organizations.delete(organizationId);
      }
    },
  };
}
export type DeviceHealth = ReturnType<typeof createDeviceHealth>;

function sayTheSame(one: DeviceReport, other: DeviceReport): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
