import type { Display } from '../../../kiosk-client/staff/displays.ts';
import { heardWhere } from '../../../kiosk-client/staff/heard-where.ts';

const tv = (name: string, more: Partial<Display> = {}): Display => ({
  ...{ name, queue_ids: ['A'], online: true, silent: false },
  ...more,
});
const voice = (displays: Display[] | null, announcedOn: string[] = [], waitedMs: number | null = 1_000) =>
  heardWhere(displays, announcedOn, 'A', waitedMs).callByVoice;

test('a call that a display has spoken needs no voice, whatever the others do', () => {
  expect(voice([tv('TV 1'), tv('TV 2', { online: false })], ['TV 1'])).toBeNull();
  expect(heardWhere([tv('TV 1'), tv('TV 2', { online: false })], ['TV 1'], 'A', 0).offline).toEqual(['TV 2']);
});

test('a display that is on its way to say it is waited for, and not for ever', () => {
  expect(voice([tv('TV 1')])).toBeNull();
  expect(voice([tv('TV 1')], [], 60_000)).toBe('not_announced');
  // After a reload the tablet has not heard the call itself: that nobody told it means nothing.
  expect(voice([tv('TV 1')], [], null)).toBeNull();
});

test('where no display can be heard one calls by voice', () => {
  expect(voice([tv('TV 1', { online: false })])).toBe('offline');
  expect(voice([tv('TV 1', { silent: true })], ['TV 1'])).toBe('silent');
  expect(voice([tv('TV 1', { queue_ids: ['B'] })])).toBe('no_display');
  expect(voice([])).toBe('no_display');
});

test('nothing is said about displays that nobody knows of', () => {
  expect(voice(null)).toBeNull();
});
