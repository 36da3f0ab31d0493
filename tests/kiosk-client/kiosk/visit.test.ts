import { after, newVisit, type Asks, type Deed, type Visit } from '../../../kiosk-client/kiosk/visit.ts';
import type { Joined } from '../../../realtime/contract/commands.ts';

// Only carried through: what is in it does not matter to the visit.
const joined = { tracking_token: 'trk' } as unknown as Joined;
const play = (start: Visit, ...deeds: Deed[]) => deeds.reduce(after, start);
const NOTHING_ELSE: Asks = { phone: false, callingCode: '49' };
const choose = (queueId: string, key: string, asks = NOTHING_ELSE): Deed => ({
  type: 'service_chosen',
  queueId,
  key,
  asks,
});
const refused = (key: string, code: string, wrongPhone = false): Deed => ({ type: 'refused', key, code, wrongPhone });
const keyed = (...keys: Extract<Deed, { type: 'phone_keyed' }>['key'][]): Deed[] =>
  keys.map((key) => ({ type: 'phone_keyed', key, callingCode: '49' }));

describe('a visit to the kiosk', () => {
  test('asks for the language first, where there is more than one', () => {
    expect(newVisit(2)).toEqual({ step: 'language' });
    expect(newVisit(1)).toEqual({ step: 'services' });
  });

  test('goes from the language to the number', () => {
    expect(
      play(newVisit(4), { type: 'language_chosen' }, choose('general', 'k'), { type: 'joined', key: 'k', joined }),
    ).toEqual({ step: 'ticket', queueId: 'general', joined });
  });

  test('a second tap, on the same service or another, asks for nothing', () => {
    const joining = play(newVisit(1), choose('general', 'first'));
    expect(after(joining, choose('general', 'second'))).toBe(joining);
    expect(after(joining, choose('blood', 'second'))).toBe(joining);
  });

  test('trying again is the same wish under the same key', () => {
    const wish = { queueId: 'general', key: 'k', phone: null };
    const problem = play(newVisit(1), choose('general', 'k'), refused('k', 'offline'));
    expect(problem).toEqual({ step: 'problem', wish, code: 'offline' });
    expect(after(problem, { type: 'try_again' })).toEqual({ step: 'joining', wish });
    expect(after(problem, { type: 'back' })).toEqual({ step: 'services' });
  });

  test('an answer to somebody who has gone does not appear before the next person', () => {
    const next = newVisit(1);
    expect(after(next, { type: 'joined', key: 'old', joined })).toBe(next);
    const joining = play(next, choose('blood', 'new'));
    expect(after(joining, { type: 'joined', key: 'old', joined })).toBe(joining);
    expect(after(joining, refused('old', 'offline'))).toBe(joining);
  });
});

describe('a visit that asks for a phone number', () => {
  const asked = play(newVisit(1), choose('general', 'tile', { phone: true, callingCode: '49' }));

  test('joins with it', () => {
    expect(play(asked, ...keyed('1', '7', '0'), { type: 'phone_given', key: 'k' })).toEqual({
      step: 'joining',
      wish: { queueId: 'general', key: 'k', phone: { abroad: false, digits: '170' } },
    });
  });

  test('joins as easily without, also when one was begun', () => {
    const without = {
      step: 'joining',
      wish: { queueId: 'general', key: 'k', phone: { abroad: false, digits: '' } },
    };
    expect(after(asked, { type: 'phone_kept_back', key: 'k' })).toEqual(without);
    expect(play(asked, ...keyed('1'), { type: 'phone_kept_back', key: 'k' })).toEqual(without);
  });

  test('does not take none for one', () => {
    expect(after(asked, { type: 'phone_given', key: 'k' })).toBe(asked);
  });

  test('comes back with what was typed when it is no phone number, until the next key', () => {
    const wrong = play(asked, ...keyed('5'), { type: 'phone_given', key: 'k' }, refused('k', 'invalid_input', true));
    expect(wrong).toEqual({ step: 'phone', queueId: 'general', phone: { abroad: false, digits: '5' }, wrong: true });
    expect(play(wrong, ...keyed('6'))).toMatchObject({ phone: { digits: '56' }, wrong: false });
  });

  test('leads back to the services and leaves no digit behind', () => {
    expect(JSON.stringify(play(asked, ...keyed('1', '7'), { type: 'back' }))).not.toContain('17');
  });
});
