import type { Language } from '../../../models/vocabulary.ts';
import { openAudio } from './audio.ts';
import index from './clips/index.json';
import { BREATH } from './phrase.ts';

/** A language may have none: a machine's own voice speaks it, or the chime is all. */
const files: Partial<Record<string, string>> = import.meta.glob('./clips/*.mp3', { eager: true, import: 'default' });
const marks: Partial<Record<string, Readonly<Record<string, number[]>>>> = index;

/** Seconds. Decoders disagree by up to 50 ms about where an mp3 begins; there is silence on both sides of each clip. */
const LEAD = 0.02;
const TAIL = 0.07;
const BREATH_SECONDS = 0.28;

const loaded = new Map<Language, Promise<AudioBuffer | null>>();

/** Loads a language's clips, once; null when they cannot be had, and the next call tries again. */
export function loadClips(language: Language): Promise<AudioBuffer | null> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const loading = fetchClips(files[`./clips/${language}.mp3`]).catch(() => {
    loaded.delete(language);
    return null;
  });
  loaded.set(language, loading);
  return loading;
}

/** Plays clips one after the other and resolves at the end of the last. False when nothing could be played. */
export async function playClips(language: Language, names: readonly string[]): Promise<boolean> {
  const audio = openAudio();
  if (audio === null || audio.state !== 'running') return false;
  const buffer = await loadClips(language);
  if (buffer === null) return false;
  const begin = audio.currentTime + 0.05;
  let at = begin;
  for (const name of names) {
    if (name === BREATH) at += BREATH_SECONDS;
    const [start, length] = marks[language]?.[name] ?? [];
    if (start === undefined || length === undefined) continue;
    const source = audio.createBufferSource();
    source.buffer = buffer;
    source.connect(audio.destination);
    source.start(at, start - LEAD, LEAD + length + TAIL);
    at += LEAD + length + TAIL;
  }
  await new Promise((resolve) => {
    setTimeout(resolve, (at - begin) * 1000 + 100);
  });
  return true;
}

async function fetchClips(url: string | undefined): Promise<AudioBuffer | null> {
  const audio = openAudio();
  if (audio === null || url === undefined) return null;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`clips: ${response.status}`);
  const bytes = await response.arrayBuffer();
  // The form with callbacks: Safari below 14.1 answers no promise.
  return new Promise((resolve, reject) => {
    void audio.decodeAudioData(bytes, resolve, reject);
  });
}
