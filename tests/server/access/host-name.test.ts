import { readHost } from '../../../server/access/host-name.ts';

test.each([
  ['Kiosk.Example', 'kiosk.example', ''],
  ['kiosk.example.', 'kiosk.example', ''],
  ['kiosk.example:', 'kiosk.example', ''],
  ['kiosk.example.:8080', 'kiosk.example', '8080'],
  ['XN--BCKER-GRA.example', 'xn--bcker-gra.example', ''],
  ['[2001:DB8::1]:443', '[2001:db8::1]', '443'],
  ['127.0.0.1', '127.0.0.1', ''],
  ['service_1', 'service_1', ''],
])('%s is %s', (written, name, port) => {
  expect(readHost(written)).toEqual({ name, port });
});

test.each([
  '',
  '.',
  ':80',
  'a..b',
  '.a',
  'a.b..',
  'a b',
  'a@b',
  'a/b',
  'a%2eb',
  'a:b',
  'a:1:2',
  'a,b',
  // Letters that become others when they are written small: the Kelvin sign, a dotted I.
  '\u212Aiosk.example',
  'k\u0130osk.example',
  'kiosk\u3002example',
  'kıosk.example',
  // Punycode of nothing, and numbers that some read as an address.
  'xn--.example',
  'xn--a.example',
  '0x7f.1',
  '127.1',
  '2130706433',
  '010.0.0.1',
  '256.0.0.1',
])('%s is no host', (written) => {
  expect(readHost(written)).toBeNull();
});
