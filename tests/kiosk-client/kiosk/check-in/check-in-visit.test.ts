import { CODE_KEYS } from '../../../../kiosk-client/kiosk/check-in/code-keys.ts';
import { after, newVisit, type Deed, type Visit } from '../../../../kiosk-client/kiosk/visit.ts';
import type { EntranceAppointment, EntranceCheckIn } from '../../../../realtime/contract/resources/check-ins.ts';

// Only carried through, but for the queue: the rest does not matter to the visit.
const joined = { entry: { queue_id: 'general' } } as unknown as EntranceCheckIn;
const appointment = { state: 'ready' } as unknown as EntranceAppointment;
const play = (start: Visit, ...deeds: Deed[]) => deeds.reduce(after, start);
const typed = (text: string): Deed[] => Array.from(text, (key) => ({ type: 'code_keyed', key }));

const atCode = play(newVisit(1), { type: 'appointment_chosen' });
const asked = play(atCode, ...typed('K7M2QP9X'), { type: 'code_given', key: 'k' });
const found = play(asked, { type: 'found', key: 'k', appointment });

test('a code is typed, found, confirmed and becomes a number', () => {
  expect(asked).toMatchObject({ step: 'code', typed: 'K7M2QP9X', asking: { shown: { code: 'K7M2QP9X' }, key: 'k' } });
  expect(found).toMatchObject({ step: 'appointment', appointment, shown: { code: 'K7M2QP9X' } });
  const ticket = play(found, { type: 'confirmed', key: 'c' }, { type: 'joined', key: 'c', joined });
  expect(ticket).toEqual({ step: 'ticket', queueId: 'general', joined });
});

test('what stands in no code is not typed, and a half code is not asked for', () => {
  expect(play(atCode, ...typed('K0I-O1 7'))).toMatchObject({ typed: 'K7' });
  expect(play(atCode, ...typed('K7M2QP9XYZ'))).toMatchObject({ typed: 'K7M2QP9X' });
  const half = play(atCode, ...typed('K7M2'));
  expect(after(half, { type: 'code_given', key: 'k' })).toBe(half);
  expect(play(half, { type: 'code_keyed', key: 'erase' })).toMatchObject({ typed: 'K7M' });
  expect(CODE_KEYS).toHaveLength(32);
});

test('a code that is not found stays there to be corrected', () => {
  const wrong = after(asked, { type: 'not_shown', key: 'k', code: 'not_found' });
  expect(wrong).toMatchObject({ step: 'code', typed: 'K7M2QP9X', asking: null, wrong: 'not_found' });
  expect(play(wrong, { type: 'code_keyed', key: 'erase' })).toMatchObject({ typed: 'K7M2QP9', wrong: null });
});

test('a scanner is heard from the first screen on, but not while something is asked, nor before a number', () => {
  const scanned: Deed = { type: 'scanned', text: 'K7M2QP9X', key: 's' };
  for (const start of [newVisit(3), newVisit(1), atCode])
    expect(after(start, scanned)).toMatchObject({ step: 'code', asking: { shown: { code: 'K7M2QP9X' }, key: 's' } });
  expect(after(asked, scanned)).toBe(asked);
  expect(after(found, scanned)).toBe(found);
});

test('somebody without a code says name and date of birth', () => {
  const visit = play(
    atCode,
    { type: 'name_wanted' },
    { type: 'name_given', name: 'Ada Lovelace' },
    { type: 'birth_keyed', key: '1' },
    { type: 'birth_given', birthDate: '1990-12-10', key: 'b' },
  );
  expect(visit).toMatchObject({
    step: 'birth',
    asking: { shown: { patient_name: 'Ada Lovelace', birth_date: '1990-12-10' }, key: 'b' },
  });
  expect(after(visit, { type: 'not_shown', key: 'b', code: 'not_found' })).toMatchObject({
    step: 'birth',
    digits: '1',
    wrong: 'not_found',
  });
});

test('an answer to somebody who has gone does not appear before the next person', () => {
  for (const next of [newVisit(1), atCode, after(atCode, { type: 'scanned', text: 'ABCDEFGH', key: 'new' })]) {
    expect(after(next, { type: 'found', key: 'k', appointment })).toBe(next);
    expect(after(next, { type: 'not_shown', key: 'k', code: 'not_found' })).toBe(next);
    expect(after(next, { type: 'joined', key: 'k', joined })).toBe(next);
  }
});

test('the way back leads to an empty code, and from there to the services', () => {
  const back: Deed = { type: 'back' };
  expect(after(found, back)).toEqual(atCode);
  expect(play(atCode, ...typed('K7'), back)).toEqual({ step: 'services' });
  expect(play(atCode, { type: 'name_wanted' }, back)).toEqual(atCode);
});

test('whoever does not get in may try again, and is asked for once', () => {
  const refused = play(found, { type: 'confirmed', key: 'c' }, { type: 'not_shown', key: 'c', code: 'offline' });
  expect(refused).toMatchObject({ step: 'appointment', asking: null, wrong: 'offline' });
  const again = after(refused, { type: 'confirmed', key: 'd' });
  expect(again).toMatchObject({ asking: { key: 'd' }, wrong: null });
  expect(after(again, { type: 'confirmed', key: 'e' })).toBe(again);
});
