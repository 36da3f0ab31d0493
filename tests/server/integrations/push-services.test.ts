import { createPushServices } from '../../../server/integrations/web-push/push-services.ts';
import { isPublic, publicLookup } from '../../../server/integrations/web-push/public-lookup.ts';

const services = createPushServices(['push.clinic.example:8443']);

test.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
  'https://push.clinic.example:8443/abc',
])('%s is a push service', (endpoint) => {
  expect(services.takes(endpoint)).toBe(true);
});

test.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:444/fcm/send/abc',
  'https://xfcm.googleapis.com/abc',
  'https://push.apple.com.evil.example/abc',
  'https://evil.example/push.apple.com',
  'https://a.b.push.apple.com/abc',
  'https://web.push.apple.com@evil.example/abc',
  'https://evil.example@web.push.apple.com/abc',
  'https://push.clinic.example/abc',
  'http://push.clinic.example:8443/abc',
  'javascript:alert(1)',
  'fcm.googleapis.com',
])('%s is none', (endpoint) => {
  expect(services.takes(endpoint)).toBe(false);
});

test('only those that the operator named may be in the own network', () => {
  expect(services.isOwn('https://push.clinic.example:8443/abc')).toBe(true);
  expect(services.isOwn('https://fcm.googleapis.com/abc')).toBe(false);
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'ff02::1',
])('%s is not on the internet', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['142.250.74.106', '17.57.12.1', '2a00:1450:4001:80b::200a'])('%s is', (address) => {
  expect(isPublic(address)).toBe(true);
});

test('what was looked at is what is connected to', async () => {
  const found = (host: string, options: { all?: boolean } = {}) =>
    new Promise((resolve) => {
      publicLookup(host, options, (error, address, family) => resolve(error?.code ?? [address, family]));
    });
  expect(await found('142.250.74.106')).toEqual(['142.250.74.106', 4]);
  expect(await found('142.250.74.106', { all: true })).toEqual([[{ address: '142.250.74.106', family: 4 }], undefined]);
  expect(await found('127.0.0.1')).toBe('EACCES');
  expect(await found('::1', { all: true })).toBe('EACCES');
});
