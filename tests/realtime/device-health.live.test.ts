import { startRedis, type Redis } from '../support/redis.ts';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { openWard } from './ward.ts';

/** What a screen says of itself comes to whoever looks after the screens, on every node, and costs hardly a write. */
const ward = openWard();
let redis: Redis;
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => ward.close());
afterAll(() => redis?.stop());

const QUICK = { sweepEvery: 20 };
const WELL = { build: 'b1', width: 1920, height: 1080, language: 'de', sound: 'on', error: null } as const;

test('a screen that says how it is is known on the other node, and to no other organization', async () => {
  const [north, south] = [openPaperClinic(), openPaperClinic()];
  const queue = north.openQueue();
  const settings = { redisUrl: redis.url, limits: QUICK };
  const [here, there] = await Promise.all([ward.node([north, south], settings), ward.node([north, south], settings)]);
  const display = await ward.screen(here, north, north.display(queue, 'TV 1'));
  const [listener] = [...north.credentials.values()];

  // Nodes that have only just begun do not hear each other at once.
  await eventually(async () => {
    expect(await display.say('device:beat', WELL)).toEqual({ ok: true });
    expect(there.realtime.beats(north.organizationId).get(listener?.id ?? '')?.report).toEqual(WELL);
  });
  expect(here.realtime.beats(north.organizationId).size).toBe(1);
  expect([here, there].map(({ realtime }) => realtime.beats(south.organizationId).size)).toEqual([0, 0]);
});

test('beats that say nothing new are not written; a blocked sound is, at once', async () => {
  const clinic = openPaperClinic();
  const node = await ward.node(clinic, { limits: QUICK });
  const display = await ward.screen(node, clinic, clinic.display(clinic.openQueue(), 'TV 1'));
  const sounds = () => node.kept.map(({ report }) => report.sound);
  await display.say('device:beat', WELL);
  await eventually(() => expect(sounds()).toEqual(['on']));
  for (let turn = 0; turn < 20; turn += 1) await display.say('device:beat', WELL);
  await display.say('device:beat', { ...WELL, sound: 'blocked' });
  await eventually(() => expect(sounds()).toEqual(['on', 'blocked']));
});

test('that a screen is still there is written from time to time', async () => {
  const clinic = openPaperClinic();
  const node = await ward.node(clinic, { limits: { ...QUICK, keepBeatEvery: 100 } });
  const display = await ward.screen(node, clinic, clinic.display(clinic.openQueue(), 'TV 1'));
  await eventually(async () => {
    await display.say('device:beat', WELL);
    expect(node.kept.length).toBeGreaterThan(2);
  });
});

test('nobody but a paired screen is one, and what is no report is not taken', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: QUICK });
  const staff = await ward.screen(node, clinic, clinic.staff());
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  const display = await ward.screen(node, clinic, clinic.display(queue, 'TV 1'));
  for (const screen of [staff, phone])
    expect(await screen.say('device:beat', WELL)).toMatchObject({ problem: { code: 'not_permitted' } });
  expect(await display.say('device:beat', { ...WELL, patient: 'Pat' })).toMatchObject({
    problem: { code: 'invalid_input' },
  });
  expect(node.realtime.beats(clinic.organizationId).size).toBe(0);
});

test('a screen that was changed hears so, comes back by itself, and no other screen hears anything', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: { ...QUICK, identityMayBeOld: 0 } });
  const tokens = [clinic.display(queue, 'TV 1'), clinic.display(queue, 'TV 2')];
  const [first, second] = await Promise.all(tokens.map((token) => ward.screen(node, clinic, token)));
  const told: string[] = [];
  first?.line.on('session:control', ({ code }) => told.push(`TV 1 ${code}`));
  second?.line.on('session:control', ({ code }) => told.push(`TV 2 ${code}`));
  const back = new Promise((resolve) => first?.line.once('connect', () => resolve(null)));
  node.realtime.readmit(clinic.organizationId, {
    kind: 'device',
    id: clinic.credentials.get(tokens[0] ?? '')?.id ?? '',
  });
  await back;
  expect(told).toEqual(['TV 1 changed']);
});
