import { randomUUID } from 'node:crypto';
import { clientMessages, messagePermissions } from '../../realtime/contract/messages.ts';
import { requireDeclared } from '../../realtime/require-declared.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(() => ward.close());

const MESSAGES: Record<keyof typeof clientMessages, () => object> = {
  'queue:watch': () => ({ queue_id: randomUUID() }),
  'queue:unwatch': () => ({ queue_id: randomUUID() }),
  'session:renew': () => ({ token: 'no such token' }),
  'display:announced': () => ({ queue_id: randomUUID(), version: 1 }),
  'display:shown': () => ({ queue_id: randomUUID(), version: 1, within_ms: 20 }),
  'device:beat': () => ({ build: 'b1', width: 1, height: 1, language: 'en', sound: 'on', error: null }),
};
const needed = Object.entries(messagePermissions).filter(([, permission]) => permission !== 'public');

test('every message says who may send it, and one that does not lets nothing start', () => {
  const names = Object.keys(clientMessages);
  expect(Object.keys(messagePermissions)).toEqual(names);
  expect(() => requireDeclared(names, messagePermissions)).not.toThrow();
  expect(() => requireDeclared([...names, 'queue:burn'], messagePermissions)).toThrow(
    'queue:burn does not say who may',
  );
  expect(() => requireDeclared(['queue:burn'], { 'queue:burn': 'anybody' })).toThrow('queue:burn does not say who may');
});

test.each(needed)('%s is refused to whoever has not the right to', async (name) => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic);
  const screen = await ward.screen(node, clinic, clinic.staff({ permissions: ['organization.read'] }));
  const asked = MESSAGES[name as keyof typeof MESSAGES](); // a key of the table above
  const message = 'queue_id' in asked ? { ...asked, queue_id: queue.id } : asked;
  expect(await screen.say(name, message)).toMatchObject({ ok: false, problem: { code: 'not_permitted' } });
});

test('whose permissions have changed starts anew under them', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic);
  const id = randomUUID();
  const screen = await ward.screen(node, clinic, clinic.staff({ id }));
  expect(await screen.watch(queue.id)).toMatchObject({ ok: true });
  const closed = new Promise((resolve) => screen.line.once('disconnect', resolve));
  const fewer = clinic.staff({ id, permissions: [] });
  expect(await screen.say('session:renew', { token: fewer })).toMatchObject({ ok: true });
  await closed;
});
