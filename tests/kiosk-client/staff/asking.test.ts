import { createAsking, type Asking, type Wish } from '../../../kiosk-client/staff/asking.ts';

const NO = { no: 'counter_busy' };
const LOST = { lost: true };

/** A tablet whose requests are answered by hand. */
function openTablet() {
  const requests: { key: string; answer: (value: string) => void; refuse: (problem: object) => void }[] = [];
  let keys = 0;
  let boardsMoveOn: () => void = () => undefined;
  const done: string[] = [];
  const asking: Asking = createAsking({
    newKey: () => `key ${++keys}`,
    watch: () => () =>
      new Promise((resolve) => {
        boardsMoveOn = resolve;
      }),
    isLost: (problem) => problem === LOST,
  });
  const wish = (name: string): Wish<string> => ({
    name,
    send: (key) => new Promise((answer, refuse) => void requests.push({ key, answer, refuse })),
    done: (answer) => void done.push(answer),
  });
  return {
    asking,
    press: (name: string) => asking.ask(wish(name)),
    request: (index: number) => requests[index] ?? fail(`there is no request ${index}`),
    sent: () => requests.map(({ key }) => key),
    done,
    boardsMoveOn: () => boardsMoveOn(),
  };
}

function fail(why: string): never {
  throw new Error(why);
}

const aMoment = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a button that is pressed', () => {
  test('shows that it works until the answer has come and the boards have heard of it', async () => {
    const { asking, press, request, done, boardsMoveOn } = openTablet();
    const pressed = press('call');
    expect(asking.asked.value).toEqual({ name: 'call', state: 'working' });
    request(0).answer('A042');
    await aMoment();
    expect(asking.asked.value).toEqual({ name: 'call', state: 'working' });
    boardsMoveOn();
    await expect(pressed).resolves.toBe(true);
    expect(asking.asked.value).toBeNull();
    expect(done).toEqual(['A042']);
  });

  test('takes no second press while it works, nor does another button', async () => {
    const { press, sent } = openTablet();
    void press('call');
    await expect(press('call')).resolves.toBe(false);
    await expect(press('finish')).resolves.toBe(false);
    expect(sent()).toEqual(['key 1']);
  });

  test('says what the server refused, and works again', async () => {
    const { asking, press, request, done } = openTablet();
    const pressed = press('call');
    request(0).refuse(NO);
    await expect(pressed).resolves.toBe(false);
    expect(asking.refusal.value).toBe(NO);
    expect(asking.asked.value).toBeNull();
    expect(done).toEqual([]);
    void press('call');
    expect(asking.refusal.value).toBeNull();
  });
});

describe('without an answer', () => {
  test('it is not confirmed after three seconds, not before', async () => {
    const { asking, press } = openTablet();
    void press('call');
    await jest.advanceTimersByTimeAsync(2_999);
    expect(asking.asked.value?.state).toBe('working');
    await jest.advanceTimersByTimeAsync(1);
    expect(asking.asked.value?.state).toBe('unconfirmed');
  });

  test('it is not confirmed at once when the line is seen to break', async () => {
    const { asking, press, request } = openTablet();
    void press('call');
    request(0).refuse(LOST);
    await aMoment();
    expect(asking.asked.value?.state).toBe('unconfirmed');
    expect(asking.refusal.value).toBeNull();
  });

  test('trying again asks with the same key, by the notice or by the same button', async () => {
    const { asking, press, sent } = openTablet();
    void press('call');
    await jest.advanceTimersByTimeAsync(3_000);
    asking.tryAgain();
    expect(asking.asked.value?.state).toBe('working');
    await jest.advanceTimersByTimeAsync(3_000);
    void press('call');
    expect(sent()).toEqual(['key 1', 'key 1', 'key 1']);
  });

  test('the late answer to the first try counts', async () => {
    const { asking, press, request, done, boardsMoveOn } = openTablet();
    const pressed = press('call');
    await jest.advanceTimersByTimeAsync(3_000);
    asking.tryAgain();
    request(0).answer('A042');
    await aMoment();
    boardsMoveOn();
    await expect(pressed).resolves.toBe(true);
    request(1).answer('A042');
    await aMoment();
    expect(done).toEqual(['A042']);
  });

  test('another button means never mind, and has a key of its own', async () => {
    const { asking, press, request, sent, done } = openTablet();
    const first = press('call');
    await jest.advanceTimersByTimeAsync(3_000);
    void press('serve');
    await expect(first).resolves.toBe(false);
    expect(sent()).toEqual(['key 1', 'key 2']);
    request(0).answer('too late');
    await aMoment();
    expect(asking.asked.value).toEqual({ name: 'serve', state: 'working' });
    expect(done).toEqual([]);
  });

  test('leaving it gives the buttons back', async () => {
    const { asking, press } = openTablet();
    const pressed = press('call');
    asking.letGo();
    expect(asking.asked.value?.state).toBe('working');
    await jest.advanceTimersByTimeAsync(3_000);
    asking.letGo();
    await expect(pressed).resolves.toBe(false);
    expect(asking.asked.value).toBeNull();
  });
});
