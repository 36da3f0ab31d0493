import { openAudio } from './audio.ts';

/** Two soft bells, a third apart and falling: heard over talk, nobody startles. Frequencies in hertz, times in seconds. */
const BELLS = [
  { at: 0, pitch: 659.26 },
  { at: 0.52, pitch: 523.25 },
];
/** Partials of a struck bar: how high, how loud, how long. */
const PARTIALS = [
  { ratio: 1, gain: 0.5, decay: 1.5 },
  { ratio: 2, gain: 0.16, decay: 0.9 },
  { ratio: 3.01, gain: 0.06, decay: 0.5 },
];
const UNTIL_SPEECH_MS = 1_500;

/** Resolves when speech may begin; the bells ring out under it. */
export function chime(): Promise<void> {
  const audio = openAudio();
  if (audio === null || audio.state !== 'running') return Promise.resolve();
  const start = audio.currentTime + 0.03;
  for (const bell of BELLS) for (const partial of PARTIALS) strike(audio, start + bell.at, bell.pitch, partial);
  return new Promise((resolve) => {
    setTimeout(resolve, UNTIL_SPEECH_MS);
  });
}

function strike(audio: AudioContext, at: number, pitch: number, partial: (typeof PARTIALS)[number]): void {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = pitch * partial.ratio;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(partial.gain, at + 0.012);
  loudness.gain.exponentialRampToValueAtTime(0.0008, at + partial.decay);
  tone.connect(loudness);
  loudness.connect(audio.destination);
  tone.start(at);
  tone.stop(at + partial.decay);
}
