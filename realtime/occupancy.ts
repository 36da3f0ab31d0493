import { randomUUID } from 'node:crypto';
import type { Limits } from './limits.ts';
import type { Nodes } from './nodes.ts';
import type { Listener } from './ports.ts';

/** Sockets of one organization; those of passers-by, patients and programs are its guests. */
export type Present = { all: number; guests: number };
type Told = [organizationId: string, all: number, guests: number];

const NOBODY: Present = { all: 0, guests: 0 };
const GUESTS: readonly Listener['kind'][] = ['public', 'patient', 'api_key'];

export function isGuest({ kind }: Listener): boolean {
  return GUESTS.includes(kind);
}

/**
 * How many sockets each organization has at once. Every node counts its own and tells the others what has changed, once a second
 * and everything from time to time: whoever was not heard for long has nobody. A node that has not heard is late, never wrong for
 * long, and a limit may be passed by what came within a second.
 */
export function createOccupancy({ nodes, limits, now }: { nodes: Nodes; limits: Limits; now: () => number }) {
  const node = randomUUID();
  const here = new Map<string, Present>();
  const elsewhere = new Map<string, { present: Map<string, Present>; at: number }>();
  const changed = new Set<string>();
  let peaks = new Map<string, number>();
  let toldEverythingAt = 0;

  nodes.on('present', (from: string, isEverything: boolean, told: Told[]) => {
    const known = isEverything
      ? new Map<string, Present>()
      : (elsewhere.get(from)?.present ?? new Map<string, Present>());
    for (const [organizationId, all, guests] of told) {
      if (all > 0) known.set(organizationId, { all, guests });
      else known.delete(organizationId);
    }
    elsewhere.set(from, { present: known, at: now() });
    for (const [organizationId] of told) notePeak(organizationId);
  });

  function of(organizationId: string): Present {
    const sum = { ...(here.get(organizationId) ?? NOBODY) };
    for (const { present } of elsewhere.values()) {
      const { all, guests } = present.get(organizationId) ?? NOBODY;
      sum.all += all;
      sum.guests += guests;
    }
    return sum;
  }

  function notePeak(organizationId: string): void {
    const { all } = of(organizationId);
    if (all > (peaks.get(organizationId) ?? 0)) peaks.set(organizationId, all);
  }

  function add(listener: Listener, more: 1 | -1): void {
    const { organization_id: organizationId } = listener;
    const { all, guests } = here.get(organizationId) ?? NOBODY;
    const now = { all: all + more, guests: guests + (isGuest(listener) ? more : 0) };
    if (now.all > 0) here.set(organizationId, now);
    else here.delete(organizationId);
    changed.add(organizationId);
    if (more === 1) notePeak(organizationId);
  }

  const told = (organizationId: string): Told => {
    const { all, guests } = here.get(organizationId) ?? NOBODY;
    return [organizationId, all, guests];
  };

  return {
    /** Somebody has come. @returns to be called once, when they have gone */
    enter(listener: Listener): () => void {
      add(listener, 1);
      // Rights may be renewed on a live socket; who leaves is who came.
      return () => add(listener, -1);
    },
    of,
    /** The most at once of each organization since the last time this was asked. */
    takePeaks(): ReadonlyMap<string, number> {
      const taken = peaks;
      peaks = new Map();
      for (const organizationId of here.keys()) notePeak(organizationId);
      return taken;
    },
    tellOthers(now: number): void {
      for (const [from, { at }] of elsewhere) if (now - at > limits.presentFor) elsewhere.delete(from);
      const isEverything = now - toldEverythingAt >= limits.presentEvery;
      if (isEverything) toldEverythingAt = now;
      else if (changed.size === 0) return;
      nodes.tell('present', node, isEverything, Array.from(isEverything ? here.keys() : changed, told));
      changed.clear();
    },
  };
}
export type Occupancy = ReturnType<typeof createOccupancy>;
