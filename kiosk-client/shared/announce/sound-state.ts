import { signal, type ReadonlySignal } from '@preact/signals';

/** `blocked`: the browser wants a touch first. `none`: this machine has no sound, or nothing has asked for it yet. */
export type SoundState = 'on' | 'blocked' | 'none';

const state = signal<SoundState>('none');

/** Whether this device can be heard, as people in the room and those who look after the device should know. */
export const soundState: ReadonlySignal<SoundState> = state;

export function hearSound(now: SoundState): void {
  state.value = now;
}
