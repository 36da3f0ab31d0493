import { signal, type ReadonlySignal } from '@preact/signals';
import type { ShownMessage } from '../../realtime/contract/resources/display-messages.ts';
import { api } from '../shared/api.ts';

const LOOK_EVERY_MS = 60_000;

export type Messages = { shown: ReadonlySignal<readonly ShownMessage[]>; stop: () => void };

/**
 * What the organization says between calls: asked for once a minute, and when a television comes back from its sleep. Without an
 * answer what was said last goes on.
 */
export function watchMessages(token: string): Messages {
  const shown = signal<readonly ShownMessage[]>([]);
  const look = async () => {
    try {
      shown.value = (await api.get<{ data: ShownMessage[] }>('/devices/self/messages', { token })).data;
    } catch {
      // The wall says itself when it hears nothing.
    }
  };
  const woken = () => {
    if (document.visibilityState === 'visible') void look();
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', woken);
  return {
    shown,
    stop: () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', woken);
    },
  };
}
