import type { DeviceState } from './device-state.ts';

/** A dot for those who skim, the words for everybody. */
export function StateWords({ tone, words }: Pick<DeviceState, 'tone' | 'words'>) {
  return (
    <span class={`state-words state-words--${tone}`}>
      <span class="state-words__dot" aria-hidden="true" />
      {words}
    </span>
  );
}
