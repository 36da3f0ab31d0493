import {
  connectPacket,
  disconnectPacket,
  eventPacket,
  lineAddress,
  readPacket,
} from '../../load-tests/live/packets.ts';

const NAMESPACE = '/org/city-clinic';

test.each([
  ['0{"sid":"a","pingInterval":25000}', { kind: 'open' }],
  ['1', { kind: 'disconnected' }],
  ['2', { kind: 'ping' }],
  ['40/org/city-clinic,{"sid":"b"}', { kind: 'connected' }],
  ['41/org/city-clinic,', { kind: 'disconnected' }],
  ['42/org/city-clinic,["queue:head",{"version":3}]', { kind: 'event', name: 'queue:head', message: { version: 3 } }],
  ['42/org/city-clinic,17["queue:head",{}]', { kind: 'event', name: 'queue:head', message: {} }],
  ['43/org/city-clinic,12[{"ok":true,"mode":"live"}]', { kind: 'answer', id: 12, message: { ok: true, mode: 'live' } }],
  [
    '44/org/city-clinic,{"message":"no","data":{"code":"wrong_organization","title":"No."}}',
    { kind: 'refused', code: 'wrong_organization' },
  ],
  ['44/org/city-clinic,{"message":"Invalid namespace"}', { kind: 'refused', code: 'Invalid namespace' }],
  ['44/org/city-clinic,', { kind: 'refused', code: 'unknown' }],
])('%s is understood', (text, packet) => {
  expect(readPacket(text, NAMESPACE)).toEqual(packet);
});

test.each([
  ['of another organization', '42/org/other,["queue:head",{}]'],
  ['of the main namespace', '42["queue:head",{}]'],
  ['an answer to no question', '43/org/city-clinic,[{}]'],
  ['an event without a name', '42/org/city-clinic,[]'],
  ['no JSON', '42/org/city-clinic,["queue'],
  ['binary', '45/org/city-clinic,1-["a",{}]'],
  ['a pong', '3'],
  ['nothing', ''],
])('what is %s is left alone', (_what, text) => {
  expect(readPacket(text, NAMESPACE)).toEqual({ kind: 'other' });
});

test('what is said carries the namespace, the number of the answer and the credential, which stands in no address', () => {
  expect(connectPacket(NAMESPACE, 'dev_1')).toBe('40/org/city-clinic,{"token":"dev_1"}');
  expect(eventPacket(NAMESPACE, 4, 'queue:watch', { queue_id: 'q' })).toBe(
    '42/org/city-clinic,4["queue:watch",{"queue_id":"q"}]',
  );
  expect(disconnectPacket(NAMESPACE)).toBe('41/org/city-clinic,');
  expect(lineAddress('https://queues.example.com/')).toBe(
    'wss://queues.example.com/socket.io/?EIO=4&transport=websocket',
  );
});
