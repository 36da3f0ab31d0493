/** What the gallery shows: every screen in every state, and what is to be seen there. */
export const SCREENS = ['display', 'kiosk', 'patient', 'book', 'staff', 'admin', 'calendar'] as const;
export type Screen = (typeof SCREENS)[number];

export const STATES = ['empty', 'busy', 'called', 'offline', 'arabic', 'hindi', 'dark'] as const;
export type State = (typeof STATES)[number];

const WORDS: Record<State, string> = {
  empty: 'Empty',
  busy: 'Busy',
  called: 'Called',
  offline: 'Offline',
  arabic: 'Arabic',
  hindi: 'Hindi',
  dark: 'Dark',
};

const SHOWS: Record<Screen, { name: string; states: Partial<Record<State, string>> }> = {
  display: {
    name: 'Display, a television in the waiting room',
    states: {
      empty: 'the first minute of a new clinic',
      busy: 'a morning: the last calls, who is next, how long it takes',
      called: 'somebody is called: a number, a room, a voice',
      offline: 'the service is gone: the last known state, with its time',
      arabic: 'from right to left',
      dark: 'always dark; here upright',
    },
  },
  kiosk: {
    name: 'Kiosk, a tablet at the entrance',
    states: {
      empty: 'languages first',
      busy: 'what people are here for, and how long each takes',
      called: 'a number, and a code that takes it to the phone',
      offline: 'no number without the service: what to do instead',
      arabic: 'from right to left',
      hindi: 'in Devanagari',
      dark: 'by night',
    },
  },
  patient: {
    name: 'Patient, any phone',
    states: {
      empty: 'nobody else waits',
      busy: 'the place, and a range of minutes',
      called: 'it cannot be missed',
      offline: 'the last known place, with its time',
      arabic: 'from right to left',
      hindi: 'in Devanagari',
      dark: 'by night',
    },
  },
  book: {
    name: 'Booking, any phone',
    states: {
      empty: 'what can be booked, in plain words',
      busy: 'the free days of five weeks, and the first free time',
      called: 'booked: when, where, and what to show at the entrance',
      offline: 'the last known state, with its time',
      arabic: 'the times of a day, from right to left',
      hindi: 'who is coming, while the time is kept',
      dark: 'by night',
    },
  },
  staff: {
    name: 'Staff, a tablet in each room',
    states: {
      empty: 'nobody waits',
      busy: 'one button that says who comes next',
      called: 'somebody is called, and which display has said so',
      offline: 'nothing can be pressed that would not be done',
      arabic: 'from right to left',
      hindi: 'in Devanagari',
      dark: 'by night',
    },
  },
  admin: {
    name: 'Administration, a desk',
    states: {
      empty: 'a new clinic: five steps to the first called number',
      busy: 'today',
      called: 'every screen, and whether it is there',
      offline: 'the last known state',
      arabic: 'from right to left',
      hindi: 'in Devanagari',
      dark: 'by night',
    },
  },
  calendar: {
    name: 'Calendar, at a desk and on the tablets',
    states: {
      empty: 'a day on which nobody has come yet',
      busy: 'a day: who comes to whom, and when somebody works',
      arabic: 'from right to left',
      hindi: 'in Devanagari',
      dark: 'by night',
    },
  },
};

export function fileOf(screen: Screen, state: State): string {
  return `${screen}-${state}.webp`;
}

/** The page itself, so that it never shows a picture that was not taken. */
export function galleryPage(): string {
  return [
    '# Gallery',
    '',
    'Every screen in every state, as `npm run pictures` takes them: a real node, the people of the demo, Chromium; for "offline" the node is stopped. The clock is set to a morning.',
    ...SCREENS.flatMap((screen) => ['', `## ${SHOWS[screen].name}`, '', ...tableOf(screen)]),
    '',
  ].join('\n');
}

/** Three in a row. */
function tableOf(screen: Screen): string[] {
  const cells = STATES.flatMap((state) => {
    const words = SHOWS[screen].states[state];
    if (words === undefined) return [];
    const picture = `![${SHOWS[screen].name}. ${WORDS[state]}: ${words}](pictures/gallery/${fileOf(screen, state)})`;
    return [{ picture, words: `**${WORDS[state]}**: ${words}` }];
  });
  const lines: string[] = [];
  for (let first = 0; first < cells.length; first += 3) {
    const row = cells.slice(first, first + 3);
    while (row.length < 3) row.push({ picture: '', words: '' });
    lines.push(`| ${row.map(({ picture }) => picture).join(' | ')} |`);
    if (first === 0) lines.push('|---|---|---|');
    lines.push(`| ${row.map(({ words }) => words).join(' | ')} |`);
  }
  return lines;
}
