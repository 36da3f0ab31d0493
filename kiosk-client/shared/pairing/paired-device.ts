import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { z } from 'zod';
import type { deviceCode, deviceToken as redeemed, OwnDevice } from '../../../realtime/contract/resources/devices.ts';
import { soundState } from '../announce/sound-state.ts';
import { api, ApiProblem } from '../api.ts';
import { watchErrors } from '../last-error.ts';
import type { Connection } from '../live/connection.ts';
import { screenPath } from '../page.ts';
import { deviceToken, forgetDeviceToken, saveDeviceToken } from '../session.ts';
import { deviceReport } from './device-report.ts';
import { showNewName } from './new-name.tsx';
import { reloadOnWish } from './reload-on-wish.ts';

/** What a screen on a wall knows of itself. `offline`: nobody answered yet. */
export type Pairing =
  | { step: 'starting' }
  | { step: 'offline' }
  | { step: 'pairing'; userCode: string }
  | { step: 'paired'; device: OwnDevice; token: string };

export type PairedDevice = {
  pairing: ReadonlySignal<Pairing>;
  /** There is a newer page: to be loaded when nobody minds. */
  outdated: ReadonlySignal<boolean>;
  /** Asks at once whether this screen is still paired, as after a refused connection. */
  look: () => void;
  /**
   * The live line of this screen: what it says of itself goes there, and whoever changes it from afar is heard at once.
   * `idle`: a page may be loaded now without anybody losing anything. Answers how to take it away again.
   */
  attach: (line: Connection, idle: () => boolean) => () => void;
};

/** Said to whoever looks after the screens. */
const BEAT_EVERY_MS = 30_000;
/** Asked for although nobody said that something has changed. */
const LOOK_EVERY_MS = 10 * 60_000;
const TRY_AGAIN_MS = 3_000;

/** Keeps a screen paired for as long as the page lives: the code, the waiting, its own queues, and the code again once it is revoked. */
export function pairedDevice(screen: 'display' | 'kiosk'): PairedDevice {
  const pairing = signal<Pairing>({ step: 'starting' });
  const outdated = signal(false);
  let wake = () => {};
  let attached: { line: Connection; idle: () => boolean } | null = null;
  /** Whether to ask what this screen is for, and when that was done last. */
  let wished = true;
  let looked = 0;
  let reloads: number | null = null;

  function look(): void {
    wished = true;
    wake();
  }

  function attach(line: Connection, idle: () => boolean): () => void {
    const mine = { line, idle };
    attached = mine;
    const forget = line.onChanged(look);
    return () => {
      forget();
      if (attached === mine) attached = null;
    };
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function live(): Promise<never> {
    for (;;) {
      try {
        const token = deviceToken(screen);
        if (token === null) await pair();
        else {
          const live = attached?.line.status.value === 'live' ? attached.line : null;
          if (live !== null && !wished && performance.now() - looked < LOOK_EVERY_MS) live.beat(deviceReport());
          else {
            wished = false;
            show(await api.put<OwnDevice>('/devices/self/report', deviceReport(), { token }), token);
            looked = performance.now();
          }
          // Told meanwhile that something has changed: at once again.
          if (!wished) await pause(BEAT_EVERY_MS);
        }
      } catch (problem) {
        wished = true;
        if (isRevoked(problem)) forgetDeviceToken(screen);
        else {
          if (pairing.value.step !== 'paired') pairing.value = { step: 'offline' };
          await pause(TRY_AGAIN_MS);
        }
      }
    }
  }

  async function pair(): Promise<void> {
    const { device_code, user_code, expires_in, interval } = await api.post<z.infer<typeof deviceCode>>(
      '/device-codes',
      {},
      { token: null },
    );
    pairing.value = { step: 'pairing', userCode: user_code };
    const end = performance.now() + expires_in * 1000;
    while (performance.now() < end) {
      await pause(interval * 1000);
      const answer = await redeem(device_code);
      if (answer === 'pending') continue;
      if (answer !== 'expired') saveDeviceToken(answer.device.kind, answer.device_token);
      if (answer !== 'expired' && answer.device.kind !== screen) location.replace(screenPath(`/${answer.device.kind}`));
      return;
    }
  }

  function show(device: OwnDevice, token: string): void {
    const shown = pairing.value;
    if (reloads !== null && reloads !== device.reloads) reloadOnWish(() => attached?.idle() ?? true);
    reloads = device.reloads;
    outdated.value = device.outdated;
    if (shown.step === 'paired' && shown.device.name !== device.name) showNewName(device.name);
    // A new object means a new start of everything on the screen: only when something matters to it.
    if (shown.step === 'paired' && shown.token === token && essence(shown.device) === essence(device)) return;
    pairing.value = { step: 'paired', device, token };
  }

  watchErrors();
  void live();
  // Whoever looks after the screens learns at once that one has fallen silent.
  let sound = soundState.value;
  effect(() => {
    if (sound !== soundState.value) wake();
    sound = soundState.value;
  });
  return { pairing, outdated, look, attach };
}

async function redeem(code: string): Promise<z.infer<typeof redeemed> | 'pending' | 'expired'> {
  try {
    return await api.post<z.infer<typeof redeemed>>('/device-tokens', { device_code: code }, { token: null });
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.code === 'code_expired' || problem.code === 'not_found') return 'expired';
    // A moment without network or too many questions: the code on the wall stays good.
    return 'pending';
  }
}

function isRevoked(problem: unknown): boolean {
  return problem instanceof ApiProblem && (problem.status === 401 || problem.status === 403);
}

/** How it is changes all the time. */
const HEALTH: readonly string[] = ['online', 'last_seen_at', 'report', 'outdated', 'reloads', 'revision'];

function essence(device: OwnDevice): string {
  return JSON.stringify(device, (key, value: unknown) => (HEALTH.includes(key) ? undefined : value));
}
