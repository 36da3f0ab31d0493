import { io, type Socket } from 'socket.io-client';
import { clientMessages } from '../../realtime/contract/messages.ts';
import { eventually } from '../support/eventually.ts';
import { startNode, type RunningNode } from '../support/node.ts';
import { bodyOf } from './body-of.ts';
import { forbiddenTo, found } from './received.ts';
import { openStage, type Stage } from './stage.ts';
import { askAs, expectYes, IDENTITIES, nobodysId, thingOf, type IdentityName, type World } from './world.ts';

/** Every message of the contract from everybody, on a real node beside the stage's own service: same database, same secret. */
let stage: Stage;
let node: RunningNode;
const open: Socket[] = [];

beforeAll(async () => {
  stage = await openStage();
});
beforeAll(async () => {
  const { adminUrl } = stage.service;
  node = await startNode({ databaseUrl: stage.appUrl, adminUrl, env: { LOG_LEVEL: 'info' } });
});
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await node?.stop();
  await stage?.close();
});

const present = () => IDENTITIES.filter((who) => who === 'passerBy' || stage.world.credentials.has(who));

/** A sign-in of yesterday; and a booking has no queue to listen to. */
const REFUSED: Partial<Record<IdentityName, string>> = { expired: 'token_expired', holder: 'unauthenticated' };

type Line = {
  who: IdentityName;
  socket: Socket;
  /** Null: connected. */
  refused: string | null;
  /** Every packet that came, as it was on the wire. */
  frames: string[];
};

async function connect(who: IdentityName, slug: string): Promise<Line> {
  const token = stage.world.credentials.get(who);
  const socket = io(`${node.url}/org/${slug}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(token !== undefined && { auth: { token } }),
  });
  open.push(socket);
  const frames: string[] = [];
  socket.io.on('open', () => socket.io.engine.on('packet', ({ data }) => void frames.push(String(data))));
  const refused = await new Promise<string | null>((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error: Error & { data?: { code?: string } }) =>
      resolve(error.data?.code ?? error.message),
    );
  });
  return { who, socket, refused, frames };
}

/** What is answered, without the id that was asked for. */
async function say(line: Line, name: string, message: object): Promise<string> {
  const answer: unknown = await line.socket.timeout(5_000).emitWithAck(name, message);
  return JSON.stringify(answer);
}

/** A message as the contract has it, about this queue, with this token. */
function messageOf(name: keyof typeof clientMessages, queueId: string, token: string): object {
  const message = bodyOf(clientMessages[name], { word: token, idOf: () => queueId });
  return { ...message, ...('token' in message && { token }) };
}

const whatIsWrong = (line: Line, said: readonly string[]): string[] =>
  found(line.frames.join('\n'), forbiddenTo(line.who, stage.world, [stage.other, stage.bystander], stage.ids), said);

test('a credential opens the own namespace and no other', async () => {
  const wrong: string[] = [];
  for (const who of present()) {
    const own = await connect(who, stage.world.slug);
    if (own.refused !== (REFUSED[who] ?? null)) wrong.push(`${who}, own: ${own.refused}`);
    const foreign = await connect(who, stage.other.slug);
    // Whoever shows no credential is a passer-by there as well.
    if (foreign.refused !== (who === 'passerBy' ? null : 'wrong_organization'))
      wrong.push(`${who}, foreign: ${foreign.refused}`);
    wrong.push(...(who === 'passerBy' ? [] : whatIsWrong(foreign, [stage.other.slug])));
    own.socket.disconnect();
    foreign.socket.disconnect();
  }
  expect(wrong).toEqual([]);
});

test('every message about the queue of another is answered as about one that is not there', async () => {
  const foreignQueue = thingOf(stage.other, 'queues');
  const missingQueue = nobodysId();
  const said = [foreignQueue, missingQueue];
  const names = Object.keys(clientMessages) as (keyof typeof clientMessages)[]; // its own keys
  const wrong: string[] = [];
  for (const who of present().filter((one) => REFUSED[one] === undefined)) {
    const line = await connect(who, stage.world.slug);
    for (const name of names) {
      const token = stage.other.credentials.get(who) ?? 'nobody';
      const foreign = blank(await say(line, name, messageOf(name, foreignQueue, token)), said);
      const missing = blank(await say(line, name, messageOf(name, missingQueue, `${token}AAAA`)), said);
      // A credential of another organization is called that: it is the asker's own to know.
      if (foreign !== missing && name !== 'session:renew') wrong.push(`${who} ${name}: ${foreign} is not ${missing}`);
      if (!foreign.includes('"ok":false') && !TELLS_NOTHING.includes(name)) wrong.push(`${who} ${name}: ${foreign}`);
    }
    // Refused or not, the line holds no word of another organization.
    for (const what of whatIsWrong(line, said)) wrong.push(`${who} received ${what}`);
    line.socket.disconnect();
  }
  expect(wrong).toEqual([]);
});

/** Answered with a mere yes, whatever they are about. */
const TELLS_NOTHING = ['queue:unwatch', 'display:announced', 'device:beat'];

test('while two organizations work, each hears its own news, and whoever stands outside hears no name', async () => {
  const lines: Line[] = [];
  for (const who of present().filter((one) => REFUSED[one] === undefined)) {
    const line = await connect(who, stage.world.slug);
    await say(line, 'queue:watch', { queue_id: thingOf(stage.world, 'queues') });
    await say(line, 'queue:watch', { queue_id: thingOf(stage.other, 'queues') });
    await say(line, 'display:announced', { queue_id: thingOf(stage.world, 'queues'), version: 1 });
    lines.push(line);
  }
  const stranger = await connect('passerBy', stage.other.slug);
  await say(stranger, 'queue:watch', { queue_id: thingOf(stage.other, 'queues') });
  const heard = () =>
    lines.map(({ who, frames }) => [who, frames.filter((frame) => frame.includes('queue:changed')).length]);

  await Promise.all([work(stage.world), work(stage.other), work(stage.bystander)]);

  const watchers = present().filter((who) => REFUSED[who] === undefined && who !== 'limited');
  await eventually(() =>
    expect(heard().filter(([who, count]) => watchers.includes(who as IdentityName) && count === 0)).toEqual([]),
  );
  for (const line of lines) {
    expect([line.who, whatIsWrong(line, [thingOf(stage.other, 'queues')])]).toEqual([line.who, []]);
  }
  const { patient, phone, inner } = stage.other.marks;
  const frames = stranger.frames.join('\n').toLowerCase();
  expect([patient, phone, inner].filter((word) => frames.includes(word))).toEqual([]);
  expect(frames).toContain(stage.other.marks.public);
});

test('the node wrote down no word of the staff or a patient, and no credential', () => {
  const words = [stage.world, stage.other, stage.bystander].flatMap(({ marks, credentials }) => [
    marks.inner,
    marks.patient,
    marks.phone,
    ...credentials.values(),
  ]);
  const lines = node.logs().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => words.some((word) => line.includes(word)))).toEqual([]);
});

/** Somebody with a name joins, is called and served. */
async function work(world: World): Promise<void> {
  const queue = thingOf(world, 'queues');
  const person = { patient_name: `${world.marks.patient} live`, note: `${world.marks.patient} live` };
  await expectYes(askAs(node.url, world, 'owner', 'POST', `/queues/${queue}/entries`, person));
  const call = { counter_id: thingOf(world, 'counters:open') };
  const { entry } = await expectYes(askAs(node.url, world, 'owner', 'POST', `/queues/${queue}/calls`, call));
  await expectYes(askAs(node.url, world, 'owner', 'POST', `/entries/${entry.id}/service`));
}

const blank = (text: string, words: readonly string[]) =>
  words.reduce((rest, word) => rest.replaceAll(word, '*'), text);
