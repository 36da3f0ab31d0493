import { signal, type ReadonlySignal } from '@preact/signals';
import type { Device } from '../../realtime/contract/resources/devices.ts';
import { ApiProblem } from '../shared/api.ts';
import { listAll } from '../shared/list-all.ts';

/** A screen on the wall, as far as a caller cares. */
export type Display = Pick<Device, 'name' | 'queue_ids' | 'online'> & { silent: boolean };

const LOOK_EVERY_MS = 20_000;

/** The displays of an office, asked for again and again. null until they are known: then nothing is said about them. */
export function watchDisplays(officeId: string): {
  displays: ReadonlySignal<readonly Display[] | null>;
  stop: () => void;
} {
  const displays = signal<readonly Display[] | null>(null);
  let stopped = false;

  async function look(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    try {
      const devices = await listAll<Device>('/devices');
      const here = devices.filter(({ office_id }) => office_id === officeId);
      if (!stopped) displays.value = here.filter(isDisplay).map(asDisplay);
    } catch (problem) {
      // Without an answer nobody knows: nothing is said rather than something old.
      if (!(problem instanceof ApiProblem)) throw problem;
      if (!stopped) displays.value = null;
    }
  }

  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    displays,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function isDisplay({ kind, revoked_at }: Device): boolean {
  return kind === 'display' && revoked_at === null;
}

function asDisplay({ name, queue_ids, online, report }: Device): Display {
  return { name, queue_ids, online, silent: report?.sound === 'blocked' };
}
