import { goTo } from './paper-page.ts';
import { api, newKey } from '../../../kiosk-client/shared/api.ts';
import {
  deviceToken,
  forgetDeviceToken,
  login,
  logout,
  renewSession,
  restoreSession,
  session,
  trackingToken,
} from '../../../kiosk-client/shared/session.ts';

type Asked = { method: string; path: string; token: string | null; key: string | null; body: unknown };

const user = { id: 'u', name: 'Ada', email: 'ada@clinic.example', role: 'staff', active: true, revision: 1 };
let asked: Asked[];
let answers: Record<string, () => Response>;
let issued: number;

beforeEach(() => {
  jest.useFakeTimers();
  asked = [];
  issued = 0;
  const tokens = () =>
    Response.json({ user, access_token: `token ${(issued += 1)}`, refresh_token: 'cookie', expires_in: 600 });
  answers = {
    '/auth/login': tokens,
    '/auth/sign-in': tokens,
    '/auth/refresh': tokens,
    '/auth/logout': () => new Response(null, { status: 204 }),
    '/queues': () => Response.json({ data: [] }),
    '/queues/1/calls': () => Response.json({ call_seq: 1 }, { status: 201 }),
  };
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
    const headers = new Headers(init?.headers);
    const route = typeof path === 'string' ? path.replace('/api/v1', '') : '';
    asked.push({
      method: init?.method ?? '',
      path: route,
      token: headers.get('Authorization'),
      key: headers.get('Idempotency-Key'),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
    });
    const answer = answers[route];
    if (!answer) throw new TypeError('fetch failed');
    return answer();
  });
});

afterEach(async () => {
  await logout();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

test('begins by the cookie of an earlier visit', async () => {
  expect(await restoreSession()).toMatchObject({ user: { name: 'Ada' }, token: 'token 1' });
  expect(asked).toMatchObject([{ path: '/auth/refresh', token: null }]);
});

test('begins by a link, and takes it out of the address', async () => {
  goTo('/staff?counter=2#sign-in=abc');
  const { '/auth/sign-in': signIn } = answers;
  delete answers['/auth/sign-in'];
  await expect(restoreSession()).rejects.toMatchObject({ code: 'offline' });
  expect(location.hash).toBe('#sign-in=abc');
  if (signIn) answers['/auth/sign-in'] = signIn;
  await restoreSession();
  expect(asked[1]).toMatchObject({ path: '/auth/sign-in', body: { link_token: 'abc' } });
  expect(location).toMatchObject({ hash: '', search: '?counter=2' });
});

test('nobody is signed in without a cookie', async () => {
  answers['/auth/refresh'] = () => refusal(401, 'unauthenticated');
  expect(await restoreSession()).toBeNull();
});

test('a wrong password is the server’s own word', async () => {
  answers['/auth/login'] = () => refusal(401, 'wrong_credentials');
  await expect(login('a', 'b')).rejects.toMatchObject({ code: 'wrong_credentials', status: 401 });
  expect(asked).toHaveLength(1);
});

test('is renewed before it ends, and again after no answer', async () => {
  await login('a', 'b');
  await jest.advanceTimersByTimeAsync(520_000);
  expect(issued).toBe(1);
  const { '/auth/refresh': refresh } = answers;
  delete answers['/auth/refresh'];
  await jest.advanceTimersByTimeAsync(10_000);
  expect(session.value?.token).toBe('token 1');
  if (refresh) answers['/auth/refresh'] = refresh;
  await jest.advanceTimersByTimeAsync(6_000);
  expect(session.value?.token).toBe('token 2');
});

test('however many ask for a fresh token, the server is asked once', async () => {
  await login('a', 'b');
  const renewed = await Promise.all([renewSession(), renewSession(), renewSession()]);
  expect(renewed).toEqual(['token 2', 'token 2', 'token 2']);
  expect(asked.filter(({ path }) => path === '/auth/refresh')).toHaveLength(1);
});

test('an expired token is renewed and the same wish repeated under the same key', async () => {
  await restoreSession();
  let refused = false;
  const { '/queues/1/calls': call } = answers;
  answers['/queues/1/calls'] = () => {
    if (refused && call) return call();
    refused = true;
    return refusal(401, 'token_expired');
  };
  expect(await api.post('/queues/1/calls', { counter_id: 'c' })).toEqual({ call_seq: 1 });
  const [first, second] = asked.filter(({ path }) => path === '/queues/1/calls');
  expect([first?.token, second?.token]).toEqual(['Bearer token 1', 'Bearer token 2']);
  expect(first?.key).toMatch(/^[0-9a-f-]{32,36}$/);
  expect(second?.key).toBe(first?.key);
});

test('the second refusal stands, and the session is over with its cookie', async () => {
  await restoreSession();
  answers['/queues'] = () => refusal(401, 'token_expired');
  await expect(api.get('/queues')).rejects.toMatchObject({ code: 'token_expired' });
  expect(asked.filter(({ path }) => path === '/queues')).toHaveLength(2);

  answers['/auth/refresh'] = () => refusal(401, 'unauthenticated');
  await expect(api.get('/queues')).rejects.toMatchObject({ code: 'token_expired' });
  expect(session.value).toBeNull();
});

test('no answer is `offline`, and an answer in nobody’s words is `unavailable`', async () => {
  await expect(api.get('/nowhere')).rejects.toMatchObject({ code: 'offline', status: 0 });
  answers['/queues'] = () => new Response('<h1>Bad gateway</h1>', { status: 502 });
  await expect(api.get('/queues')).rejects.toMatchObject({ code: 'unavailable', status: 502 });
});

test('a screen keeps the token it was paired with', () => {
  goTo('/display#token=dev_1');
  expect(deviceToken('display')).toBe('dev_1');
  expect(location.hash).toBe('');
  expect(deviceToken('display')).toBe('dev_1');
  expect(deviceToken('kiosk')).toBeNull();
  forgetDeviceToken('display');
  expect(deviceToken('display')).toBeNull();
});

test('the patient’s link is its own credential', () => {
  goTo('/o/city-clinic/t/trk_abc-_1');
  expect(trackingToken()).toBe('trk_abc-_1');
  goTo('/display');
  expect(trackingToken()).toBeNull();
});

test('keys differ, also where the browser makes none itself', () => {
  const { randomUUID } = crypto;
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  const keys = Array.from({ length: 50 }, newKey);
  Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true });
  expect(new Set(keys).size).toBe(50);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

function refusal(status: number, code: string): Response {
  return Response.json({ type: 'about:blank', code, title: code, status, detail: code, request_id: 'r' }, { status });
}
