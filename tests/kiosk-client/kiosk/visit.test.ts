import { after, newVisit, type Deed, type Visit } from '../../../kiosk-client/kiosk/visit.ts';
import type { Joined } from '../../../realtime/contract/commands.ts';

// Only carried through: what is in it does not matter to the visit.
const joined = { tracking_token: 'trk' } as unknown as Joined;
const play = (start: Visit, ...deeds: Deed[]) => deeds.reduce(after, start);
const choose = (queueId: string, key: string): Deed => ({ type: 'service_chosen', queueId, key });

describe('a visit to the kiosk', () => {
  test('asks for the language first, where there is more than one', () => {
    expect(newVisit(2)).toEqual({ step: 'language' });
    expect(newVisit(1)).toEqual({ step: 'services' });
  });

  test('goes from the language to the number', () => {
    expect(
      play(newVisit(4), { type: 'language_chosen' }, choose('general', 'k'), { type: 'joined', key: 'k', joined }),
    ).toEqual({
      step: 'ticket',
      queueId: 'general',
      joined,
    });
  });

  test('a second tap, on the same service or another, asks for nothing', () => {
    const joining = play(newVisit(1), choose('general', 'first'));
    expect(after(joining, choose('general', 'second'))).toBe(joining);
    expect(after(joining, choose('blood', 'second'))).toBe(joining);
  });

  test('trying again is the same wish under the same key', () => {
    const problem = play(newVisit(1), choose('general', 'k'), { type: 'refused', key: 'k', code: 'offline' });
    expect(problem).toEqual({ step: 'problem', queueId: 'general', key: 'k', code: 'offline' });
    expect(after(problem, { type: 'try_again' })).toEqual({ step: 'joining', queueId: 'general', key: 'k' });
    expect(after(problem, { type: 'back' })).toEqual({ step: 'services' });
  });

  test('an answer to somebody who has gone does not appear before the next person', () => {
    const next = newVisit(1);
    expect(after(next, { type: 'joined', key: 'old', joined })).toBe(next);
    const joining = play(next, choose('blood', 'new'));
    expect(after(joining, { type: 'joined', key: 'old', joined })).toBe(joining);
    expect(after(joining, { type: 'refused', key: 'old', code: 'offline' })).toBe(joining);
  });
});
