import type { Call } from '../../../../kiosk-client/shared/announce/announcements.ts';
import { startAnnouncer, type AnnouncerParts } from '../../../../kiosk-client/shared/announce/announcer.ts';

const call = (number: number): Call => ({
  key: String(number),
  queue_id: 'queue',
  version: number,
  ticket_number: `A${number}`,
  counter: 'Room 1',
  again: false,
  at: 0,
});

const lasting = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function room(parts: Partial<AnnouncerParts> = {}) {
  const heard: string[] = [];
  const announced: number[] = [];
  const announcer = startAnnouncer({
    languages: ['en'],
    known: [],
    chime: () => {
      heard.push('chime');
      return lasting(1_500);
    },
    speak: (language, { sentence }) => {
      heard.push(`${language}: ${sentence.slice(0, 9)}`);
      return lasting(2_000);
    },
    announced: ({ version }) => announced.push(version),
    remember: () => undefined,
    now: () => 0,
    ...parts,
  });
  return { announcer, heard, announced };
}

describe('the announcer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('one person is chimed for and spoken twice', async () => {
    const { announcer, heard, announced } = room();
    announcer.hear(call(1));
    expect(announcer.current.value?.ticket_number).toBe('A1');
    await jest.advanceTimersByTimeAsync(6_600);
    expect(heard).toEqual(['chime', 'en: Ticket A,', 'en: Ticket A,']);
    expect(announced).toEqual([1]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(announcer.current.value).toBeNull();
  });

  test('with two languages each is spoken once', async () => {
    const { announcer, heard } = room({ languages: ['de', 'en'] });
    announcer.hear(call(1));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(heard).toEqual(['chime', 'de: Nummer A,', 'en: Ticket A,']);
  });

  test('whoever does not hear reads the same words, language by language, also where nothing is spoken', async () => {
    const { announcer } = room({
      languages: ['de', 'ar'],
      chime: () => Promise.resolve(),
      speak: () => Promise.resolve(),
    });
    announcer.hear({ ...call(1), again: true });
    await jest.advanceTimersByTimeAsync(100);
    expect(announcer.saying.value).toEqual({
      language: 'de',
      text: 'Noch einmal: Nummer \u2068A1\u2069, bitte kommen Sie in Raum 1.',
    });
    await jest.advanceTimersByTimeAsync(2_500);
    expect(announcer.saying.value).toEqual({
      language: 'ar',
      text: 'مرة أخرى: الرقم \u2068A1\u2069، يرجى التوجه إلى الغرفة رقم 1.',
    });
    await jest.advanceTimersByTimeAsync(2_500);
    expect(announcer.saying.value).toBeNull();
  });

  test('what is read while a long sentence is spoken stays until its end', async () => {
    const { announcer } = room({ speak: () => lasting(4_000) });
    announcer.hear(call(1));
    await jest.advanceTimersByTimeAsync(5_300);
    expect(announcer.saying.value?.text).toMatch(/^Ticket/);
    await jest.advanceTimersByTimeAsync(4_300);
    expect(announcer.saying.value).toBeNull();
  });

  test('while somebody else waits for a turn only the first language is spoken', async () => {
    const { announcer, heard } = room({ languages: ['de', 'en'] });
    announcer.hear(call(1));
    announcer.hear(call(2));
    await jest.advanceTimersByTimeAsync(20_000);
    expect(heard).toEqual(['chime', 'de: Nummer A,', 'chime', 'de: Nummer A,', 'en: Ticket A,']);
  });

  test('six calls at once are six announcements, each told to staff once, the last one said twice', async () => {
    const { announcer, heard, announced } = room();
    for (const number of [1, 2, 3, 4, 5, 6]) {
      announcer.hear(call(number));
      announcer.hear(call(number));
    }
    await jest.advanceTimersByTimeAsync(60_000);
    expect(announced).toEqual([1, 2, 3, 4, 5, 6]);
    expect(heard.filter((sound) => sound === 'chime')).toHaveLength(6);
    expect(heard.filter((sound) => sound !== 'chime')).toHaveLength(7);
  });

  test('speech that lasts longer than a turn is not talked over', async () => {
    const { announcer } = room({ speak: () => lasting(9_000) });
    announcer.hear(call(1));
    announcer.hear(call(2));
    await jest.advanceTimersByTimeAsync(10_400);
    expect(announcer.current.value?.version).toBe(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(announcer.current.value?.version).toBe(2);
  });

  test('a voice that breaks does not hold up the next person', async () => {
    const { announcer, announced } = room({ speak: () => Promise.reject(new Error('no voice')) });
    announcer.hear(call(1));
    announcer.hear(call(2));
    await jest.advanceTimersByTimeAsync(20_000);
    expect(announced).toEqual([1, 2]);
  });

  test('after the end of the page nothing more is announced', async () => {
    const { announcer, heard } = room();
    announcer.hear(call(1));
    announcer.hear(call(2));
    announcer.stop();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(heard.filter((sound) => sound === 'chime')).toHaveLength(1);
  });
});
