import type { Language } from '../../../models/vocabulary.ts';
import { loadClips, playClips } from './clips.ts';
import type { Phrase } from './phrase.ts';
import { soundState } from './sound-state.ts';

/** Engines forget to say that they have ended; the next person must not wait for that. */
const LONGEST_SENTENCE_MS = 15_000;

/** Held while it speaks: Chromium collects an utterance nobody holds, and its end is never heard. */
let speaking: SpeechSynthesisUtterance | null = null;

/** Makes ready what will be needed, so that the first call is spoken at once. */
export function prepareVoice(languages: readonly Language[]): void {
  // The first asking makes browsers load their voices.
  synthesis()?.getVoices();
  for (const language of languages) void loadClips(language);
}

/** Says it with the machine's own voice of that language, else with clips, else not at all. Resolves when it has been said. */
export async function speak(language: Language, phrase: Phrase): Promise<void> {
  if (soundState.value !== 'on') return;
  const voice = ownVoice(language);
  if (voice !== null && (await utter(voice, phrase.sentence))) return;
  await playClips(language, phrase.clips);
}

/** Only a voice on this machine: one in the cloud would send what is said to somebody else. */
function ownVoice(language: Language): SpeechSynthesisVoice | null {
  const voices = synthesis()?.getVoices() ?? [];
  const own = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return own.find((voice) => voice.default) ?? own[0] ?? null;
}

function utter(voice: SpeechSynthesisVoice, sentence: string): Promise<boolean> {
  const engine = synthesis();
  if (engine === null) return Promise.resolve(false);
  const utterance = new SpeechSynthesisUtterance(sentence);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  speaking = utterance;
  return new Promise((resolve) => {
    const end = (said: boolean) => {
      clearTimeout(guard);
      if (speaking === utterance) speaking = null;
      resolve(said);
    };
    const guard = setTimeout(() => {
      engine.cancel();
      end(true);
    }, LONGEST_SENTENCE_MS);
    utterance.addEventListener('end', () => end(true));
    utterance.addEventListener('error', () => end(false));
    engine.cancel();
    engine.speak(utterance);
  });
}

function synthesis(): SpeechSynthesis | null {
  return (window as { speechSynthesis?: SpeechSynthesis }).speechSynthesis ?? null;
}
