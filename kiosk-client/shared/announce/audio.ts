import { hearSound } from './sound-state.ts';

let context: AudioContext | null = null;

/** Opens the sound once. Browsers may hold it back until somebody touches the screen: any touch or key lets it go. */
export function openAudio(): AudioContext | null {
  if (context !== null) return context;
  const Context = window.AudioContext ?? (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext;
  if (Context === undefined) return null;
  const opened = new Context();
  context = opened;
  opened.addEventListener('statechange', () => observe(opened));
  observe(opened);
  for (const gesture of ['pointerdown', 'touchend', 'keydown', 'click']) addEventListener(gesture, resumeAudio);
  resumeAudio();
  return opened;
}

export function resumeAudio(): void {
  if (context === null || context.state === 'running') return;
  const opened = context;
  opened.resume().then(
    () => observe(opened),
    () => observe(opened),
  );
}

function observe(opened: AudioContext): void {
  hearSound(opened.state === 'running' ? 'on' : 'blocked');
}
