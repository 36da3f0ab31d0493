import { signal, type ReadonlySignal } from '@preact/signals';
import type { Language } from '../../../models/vocabulary.ts';
import { advance, hear, noAnnouncements, SHORTEST_TURN, withdraw, type Call } from './announcements.ts';
import { phrase, type Phrase } from './phrase.ts';

export type AnnouncerParts = {
  /** Spoken one after the other, a single one twice; while somebody else waits for a turn only the first. */
  languages: readonly Language[];
  /** Keys of calls announced before this page was loaded. */
  known: readonly string[];
  chime: () => Promise<void>;
  speak: (language: Language, phrase: Phrase) => Promise<void>;
  /** The call has been shown and, where there is sound, said to its end. */
  announced: (call: Call) => void;
  remember: (known: readonly string[]) => void;
  /** The server's clock, for the age of a call. */
  now: () => number;
};

/** What is being spoken, or would be, for whoever does not hear it. */
export type Caption = { language: Language; text: string };

export type Announcer = {
  /** The call whose turn it is, or null. */
  current: ReadonlySignal<Call | null>;
  saying: ReadonlySignal<Caption | null>;
  hear: (call: Call) => void;
  withdraw: (taken: (call: Call) => boolean) => void;
  stop: () => void;
};

/** No sentence is gone before it could be read, also where nothing is heard. */
const READING_MS = 2_500;
/** While a long call is being spoken. */
const LOOK_AGAIN_MS = 500;

/** Gives each call its turn: chime, voice, and at least six seconds on the screen. */
export function startAnnouncer(parts: AnnouncerParts): Announcer {
  let state = noAnnouncements(parts.known);
  let speaking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const current = signal<Call | null>(null);
  const saying = signal<Caption | null>(null);

  function step(): void {
    clearTimeout(timer);
    const before = state.current;
    // Turns are measured with a clock that nobody sets.
    const moment = performance.now();
    state = advance(state, moment, speaking);
    const turn = state.current;
    current.value = turn?.call ?? null;
    if (turn === null) return;
    if (turn !== before) void announce(turn.call);
    timer = setTimeout(step, Math.max(turn.since + SHORTEST_TURN - moment, LOOK_AGAIN_MS));
  }

  async function announce(call: Call): Promise<void> {
    speaking = true;
    await say(call);
    saying.value = null;
    speaking = false;
    parts.announced(call);
    step();
  }

  async function say(call: Call): Promise<void> {
    await silently(parts.chime);
    const [only, another] = parts.languages;
    const spoken = only !== undefined && another === undefined ? [only, only] : parts.languages;
    for (const language of spoken) {
      const words = phrase(language, call);
      saying.value = { language, text: words.caption };
      await Promise.all([silently(() => parts.speak(language, words)), untilRead()]);
      // In five languages a burst of six would last minutes. The screen shows the rest.
      if (state.waiting.length > 0) return;
    }
  }

  return {
    current,
    saying,
    hear: (call) => {
      const heard = hear(state, call, parts.now());
      if (heard === state) return;
      state = heard;
      parts.remember(state.known);
      step();
    },
    withdraw: (taken) => {
      state = withdraw(state, taken);
    },
    stop: () => {
      clearTimeout(timer);
      state = { ...state, waiting: [], current: null };
    },
  };
}

/** A voice that fails is a silent one: the words are on the screen, and the next person has a turn too. */
async function silently(sound: () => Promise<void>): Promise<void> {
  try {
    await sound();
  } catch {
    // As said.
  }
}

function untilRead(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, READING_MS);
  });
}
