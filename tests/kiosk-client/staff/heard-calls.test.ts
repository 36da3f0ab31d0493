import { calledBy, heardBy, NOTHING_HEARD, personKey } from '../../../kiosk-client/staff/heard-calls.ts';

const news = (version: number, type: 'entry.called' | 'entry.recalled' | 'entry.joined', ...seqs: number[]) => ({
  queue_id: 'A',
  version,
  at: new Date(version * 1000),
  events: seqs.map((seq) => ({ type, seq, ticket_number: `A${seq}`, counter: null })),
});
const heard = (version: number, device_name: string) => ({ queue_id: 'A', version, device_name });
const by = (known: typeof NOTHING_HEARD, seq: number) => known.by.get(personKey('A', seq));

describe('"announced on TV 2"', () => {
  test('is said of everybody whom the change called, by every display that spoke it', () => {
    const called = calledBy(NOTHING_HEARD, news(7, 'entry.called', 1, 2));
    const known = heardBy(heardBy(heardBy(called, heard(7, 'TV 1')), heard(7, 'TV 2')), heard(7, 'TV 2'));
    expect(by(known, 1)).toEqual(['TV 1', 'TV 2']);
    expect(by(known, 2)).toEqual(['TV 1', 'TV 2']);
  });

  test('is not said of others, and not of a change that called nobody', () => {
    const known = calledBy(calledBy(NOTHING_HEARD, news(7, 'entry.called', 1)), news(8, 'entry.joined', 3));
    expect(heardBy(known, heard(8, 'TV 1'))).toBe(known);
    expect(heardBy(known, heard(99, 'TV 1'))).toBe(known);
  });

  test('begins anew with each recall', () => {
    const once = heardBy(calledBy(NOTHING_HEARD, news(7, 'entry.called', 1)), heard(7, 'TV 1'));
    const again = calledBy(once, news(8, 'entry.recalled', 1));
    expect(by(again, 1)).toBeUndefined();
    expect(by(heardBy(again, heard(8, 'TV 1')), 1)).toEqual(['TV 1']);
    expect(again.calledAt.get(personKey('A', 1))).toBe(8_000);
  });

  test('does not grow for ever', () => {
    let known = NOTHING_HEARD;
    for (let version = 1; version <= 500; version++) {
      known = heardBy(calledBy(known, news(version, 'entry.called', version)), heard(version, 'TV 1'));
    }
    expect(known.calls.size).toBeLessThanOrEqual(50);
    expect(known.by.size).toBeLessThanOrEqual(51);
    expect(known.calledAt.size).toBeLessThanOrEqual(51);
    expect(by(known, 500)).toEqual(['TV 1']);
  });
});
