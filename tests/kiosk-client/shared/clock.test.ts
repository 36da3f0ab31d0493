import { hearServerTime, serverNow } from '../../../kiosk-client/shared/clock.ts';

test('believes its own clock while it is about right, and the server when it is not', () => {
  const now = Date.now();
  hearServerTime(new Date(now).toUTCString(), now, now + 300);
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(50);

  const late = new Date(now + 5 * 60_000).toUTCString();
  hearServerTime(late, now, now + 100);
  expect(serverNow() - Date.now()).toBeGreaterThan(298_000);

  // A slow answer tells less than a quick one.
  hearServerTime(new Date(now + 5 * 60_000 + 3_000).toUTCString(), now, now + 9_000);
  expect(serverNow() - Date.now()).toBeGreaterThan(298_000);
  hearServerTime('nonsense', now, now);
  expect(serverNow() - Date.now()).toBeGreaterThan(298_000);
});

test('a clock that is set right while the page is open is believed again', () => {
  const now = Date.now();
  hearServerTime(new Date(now + 5 * 60_000).toUTCString(), now, now + 20);
  expect(serverNow() - Date.now()).toBeGreaterThan(298_000);
  hearServerTime(new Date(now).toUTCString(), now, now + 800);
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(50);
});
