import { signal, type ReadonlySignal } from '@preact/signals';
import type { z } from 'zod';
import type { Device, deviceCode, deviceToken as redeemed } from '../../../realtime/contract/resources/devices.ts';
import { api, ApiProblem } from '../api.ts';
import { screenPath } from '../page.ts';
import { deviceToken, forgetDeviceToken, saveDeviceToken } from '../session.ts';

/** What a screen on a wall knows of itself. `offline`: nobody answered yet. */
export type Pairing =
  | { step: 'starting' }
  | { step: 'offline' }
  | { step: 'pairing'; userCode: string }
  | { step: 'paired'; device: Device; token: string };

export type PairedDevice = {
  pairing: ReadonlySignal<Pairing>;
  /** Asks at once whether this screen is still paired, as after a refused connection. */
  look: () => void;
};

const LOOK_EVERY_MS = 60_000;
const TRY_AGAIN_MS = 3_000;

/** Keeps a screen paired for as long as the page lives: the code, the waiting, its own queues, and the code again once it is revoked. */
export function pairedDevice(screen: 'display' | 'kiosk'): PairedDevice {
  const pairing = signal<Pairing>({ step: 'starting' });
  let wake = () => {};

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
          show(await api.get<Device>('/devices/self', { token }), token);
          await pause(LOOK_EVERY_MS);
        }
      } catch (problem) {
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

  function show(device: Device, token: string): void {
    const shown = pairing.value;
    // A new object means a new start of everything on the screen: only when something matters to it.
    if (shown.step === 'paired' && shown.token === token && essence(shown.device) === essence(device)) return;
    pairing.value = { step: 'paired', device, token };
  }

  void live();
  return { pairing, look: () => wake() };
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

function essence({ id, kind, name, office_id, queue_ids }: Device): string {
  return JSON.stringify([id, kind, name, office_id, queue_ids]);
}
