import { ROUTES } from '../../server/http/routes/all-routes.ts';
import { send, type Answer } from '../server/http/client.ts';
import { everything, forbiddenTo, found } from './received.ts';
import { openStage, type Stage } from './stage.ts';
import { IDENTITIES, thingOf } from './world.ts';

/** Where somebody says they are, against who their credential says they are; and how long a no takes. */
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});

test('a credential of one organization at the address of another is refused, whichever way that is said', async () => {
  const { world, other, bystander } = stage;
  const ways = [
    { path: `/o/${other.slug}/api/v1/organization`, headers: {} },
    { path: '/api/v1/organization', headers: { 'X-Tenant-ID': other.slug } },
    { path: '/api/v1/organization', headers: { 'X-Tenant-ID': other.id } },
    { path: `/api/v1/organization?tenant_id=${other.slug}`, headers: {} },
  ];
  const wrong: string[] = [];
  for (const who of IDENTITIES.filter((one) => world.credentials.has(one))) {
    const token = world.credentials.get(who);
    const words = forbiddenTo(who, world, [other, bystander], stage.ids);
    for (const way of ways) {
      const answer = await send(stage.url, 'GET', way.path, { token, headers: way.headers });
      const code = String((answer.body as { code?: string } | null)?.code);
      if (answer.status !== 403 || code !== 'wrong_organization')
        wrong.push(`${who} ${way.path}: ${answer.status} ${code}`);
      for (const what of found(everything(answer), words, [other.slug, other.id]))
        wrong.push(`${who} received ${what}`);
    }
    const both = await send(stage.url, 'GET', `/o/${world.slug}/api/v1/organization`, {
      token,
      headers: { 'X-Tenant-ID': other.slug },
    });
    if (both.status !== 400) wrong.push(`${who} in two places: ${both.status}`);
  }
  expect(wrong).toEqual([]);
});

test('where another organization stands in its list, a page of the own list holds nothing of it', async () => {
  const { world, other, bystander } = stage;
  const words = forbiddenTo('owner', world, [other, bystander], stage.ids);
  const lists = Object.values(ROUTES)
    .flat()
    .filter(
      ({ method, path, query }) => method === 'get' && !path.includes('/:') && query?.safeParse({ limit: 1 }).success,
    );
  let turned = 0;
  for (const { path } of lists) {
    const theirs = await askOwner(stage, other.credentials.get('owner'), `${path}?limit=1`);
    const cursor = (theirs.body as { next_cursor?: string | null } | null)?.next_cursor;
    if (typeof cursor !== 'string') continue;
    turned++;
    const own = await askOwner(stage, world.credentials.get('owner'), `${path}?limit=200&cursor=${cursor}`);
    expect([path, found(everything(own), words, [cursor])]).toEqual([path, []]);
  }
  expect(turned).toBeGreaterThan(3);
});

test('a no takes as long for what another has as for what nobody has', async () => {
  const { world, other } = stage;
  const token = world.credentials.get('owner');
  const times = { foreign: [] as number[], missing: [] as number[] };
  for (let round = 0; round < 150; round++) {
    for (const [whose, id] of [
      ['foreign', thingOf(other, 'queues')],
      ['missing', crypto.randomUUID()],
    ] as const) {
      const began = performance.now();
      const answer = await askOwner(stage, token, `/queues/${id}`);
      times[whose].push(performance.now() - began);
      expect(answer.status).toBe(404);
    }
  }
  // Noise is some per cent; whoever looked further for one of them would take another question to the database.
  const ratio = median(times.foreign) / median(times.missing);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

const askOwner = ({ url }: Stage, token: string | undefined, path: string): Promise<Answer> =>
  send(url, 'GET', `/api/v1${path}`, { token });

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
