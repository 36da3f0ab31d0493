/**
 * Speaks every word of `spoken` in kiosk-client/languages, the letters and the numbers once per language, and writes one sound file per language
 * with a table of where each word begins. Run by hand when a word changes:
 *
 *   apt-get install espeak-ng ffmpeg && npx tsx kiosk-client/shared/announce/clips/make-clips.ts
 *
 * One file per language: a display loads it in one request and decodes it once, before the first call.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../../../../models/vocabulary.ts';
import { part } from '../../../languages/part.ts';

const here = import.meta.dirname;
const RATE = 22050;
/** Silence between words: wider than the 50 ms by which decoders disagree about where an mp3 begins. */
const GAP = Math.round(RATE * 0.14);
const words = part('spoken');
/** A voice of espeak-ng for each language; where none is named, the one of its own code. */
const VOICES: Partial<Record<Language, string>> = { en: 'en-us+f2' };
const voiceOf = (language: Language) => VOICES[language] ?? `${language}+f2`;
/** Arabic has no p and no e: Latin letters said with its sounds could not be told apart. */
const LETTER_VOICES: Partial<Record<Language, string>> = { ar: voiceOf('en') };
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const NUMBERS = Array.from({ length: 41 }, (_, number) => String(number));

const folder = mkdtempSync(join(tmpdir(), 'clips-'));
const index: Record<string, Record<string, [number, number]>> = {};
for (const language of LANGUAGES) {
  const voice = voiceOf(language);
  const say = [
    ...Object.entries(words[language]).map(([name, text]) => ({ name, text, voice })),
    ...LETTERS.map((letter) => ({ name: letter, text: letter, voice: LETTER_VOICES[language] ?? voice })),
    ...NUMBERS.map((number) => ({ name: number, text: number, voice })),
  ];
  const parts: Int16Array[] = [];
  const marks: Record<string, [number, number]> = {};
  let at = GAP;
  for (const { name, text, voice: own } of say) {
    const samples = spoken(text, own);
    marks[name] = [round(at / RATE), round(samples.length / RATE)];
    parts.push(new Int16Array(GAP), samples);
    at += samples.length + GAP;
  }
  parts.push(new Int16Array(GAP));
  writeFileSync(join(here, `${language}.mp3`), mp3(parts));
  index[language] = marks;
}
writeFileSync(join(here, 'index.json'), `${JSON.stringify(index)}\n`);
rmSync(folder, { recursive: true });

/** One word, without silence around it, all of the same loudness. */
function spoken(text: string, voice: string): Int16Array {
  const wav = join(folder, 'word.wav');
  execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-p', '46', '-a', '100', '-w', wav, text]);
  const trim = 'silenceremove=start_periods=1:start_threshold=-46dB';
  const filters = `aresample=${RATE},highpass=f=90,${trim},areverse,${trim},afade=d=0.02,areverse,afade=d=0.004`;
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', wav, '-af', filters, '-f', 's16le', '-ac', '1', '-'], {
    maxBuffer: 1e8,
  });
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return loud(samples);
}

function loud(samples: Int16Array): Int16Array {
  let squares = 0;
  let peak = 1;
  for (const sample of samples) {
    squares += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  const gain = Math.min(4600 / Math.sqrt(squares / samples.length), 31000 / peak);
  return samples.map((sample) => sample * gain);
}

function mp3(parts: readonly Int16Array[]): Buffer {
  const raw = Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
  const output = ['-c:a', 'libmp3lame', '-b:a', '32k', '-f', 'mp3', '-'];
  return execFileSync('ffmpeg', ['-v', 'error', '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', '-', ...output], {
    input: raw,
    maxBuffer: 1e8,
  });
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
