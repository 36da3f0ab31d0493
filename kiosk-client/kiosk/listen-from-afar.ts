import { effect } from '@preact/signals';
import { page } from '../shared/page.ts';
import type { PairedDevice } from '../shared/pairing/paired-device.ts';

type Listening = { token: string; attach: PairedDevice['attach']; unpaired: () => void; idle: () => boolean };

/** A live line for those who look after the tablet; without it they are heard half a minute later. Answers how to stop. */
export function listenFromAfar({ token, attach, unpaired, idle }: Listening): () => void {
  let stopped = false;
  let stop = () => {};
  // People choose a service without it: it may come after everything else.
  import('../shared/live/connection.ts').then(
    ({ openConnection }) => {
      if (stopped) return;
      const line = openConnection({ kind: 'kiosk', slug: page.organization.slug, token: () => token });
      const detach = attach(line, idle);
      const stopLooking = effect(() => {
        if (line.status.value === 'refused') unpaired();
      });
      stop = () => {
        stopLooking();
        detach();
        line.close();
      };
    },
    () => undefined,
  );
  return () => {
    stopped = true;
    stop();
  };
}
