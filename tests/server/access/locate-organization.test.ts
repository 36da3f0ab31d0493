import fc from 'fast-check';
import { readHost } from '../../../server/access/host-name.ts';
import { createLocateOrganization, type Locators } from '../../../server/access/locate-organization.ts';
import type { DirectoryRow, Organizations } from '../../../server/access/organizations.ts';
import type { Site } from '../../../server/access/site.ts';

const clinic = organization('11111111-1111-4111-8111-111111111111', 'city-clinic', 'city', ['queue.clinic.example']);
const lab = organization('22222222-2222-4222-8222-222222222222', 'lab', null, []);
const bakery = organization('44444444-4444-4444-8444-444444444444', 'bakery', 'bakery', ['xn--bcker-gra.example']);

function organization(id: string, slug: string, subdomain: string | null, hosts: string[]): DirectoryRow {
  return { id, slug, subdomain, hosts } as Partial<DirectoryRow> as DirectoryRow; // all that locating looks at
}

function directory(rows: DirectoryRow[]): Organizations {
  const find = (key: 'id' | 'slug' | 'subdomain') => async (value: string) =>
    rows.find((row) => row[key] === value) ?? null;
  return {
    byId: find('id'),
    bySlug: find('slug'),
    bySubdomain: find('subdomain'),
    byHost: async (host) => rows.find(({ hosts }) => hosts.includes(host)) ?? null,
    only: async () => rows[0] ?? null,
    forget: () => undefined,
  };
}

const SITE: Site = {
  baseDomain: 'queues.example',
  publicUrl: 'https://start.example',
  multiTenant: true,
  production: true,
};
const locate = createLocateOrganization(directory([clinic, lab, bakery]), SITE);
const nothing: Locators = { host: null, pathSlug: null, header: null, query: null };
const host = (written: string) => ({ host: readHost(written) });

const refused = (code: string) => expect.objectContaining({ code });

test.each<[string, Partial<Locators>, boolean]>([
  ['a verified host of its own', host('queue.clinic.example'), true],
  ['a verified host with a port, in capitals, with a dot', host('Queue.CLINIC.example.:8443'), true],
  ['a subdomain', host('city.queues.example'), true],
  ['a subdomain with a port, in capitals, with a dot', host('CITY.Queues.Example.:8080'), true],
  ['a path', { pathSlug: 'city-clinic' }, false],
  ['a header with a slug', { header: 'city-clinic' }, false],
  ['a header with an id', { header: clinic.id.toUpperCase() }, false],
  ['a query', { query: 'city-clinic' }, false],
  [
    'all of them',
    { ...host('city.queues.example'), pathSlug: 'city-clinic', header: clinic.id, query: 'city-clinic' },
    true,
  ],
])('%s says which organization', async (_what, given, byHost) => {
  expect(await locate({ ...nothing, ...given })).toEqual({ organization: clinic, byHost });
});

test.each([
  'queues.example',
  'www.queues.example',
  'start.example',
  'elsewhere.example',
  'clinic.example',
  'evil.queue.clinic.example',
  'queue.clinic.example.evil.example',
  'city.queues.example.evil.example',
  'xqueues.example',
  'evil-queues.example',
  'localhost',
  '127.0.0.1',
  '[::1]:3000',
  'waiting_room',
])('the host %s says nothing', async (written) => {
  expect(readHost(written)).not.toBeNull();
  expect(await locate({ ...nothing, ...host(written) })).toEqual({ organization: null, byHost: false });
});

test.each<[string, Partial<Locators>]>([
  ['host and path', { ...host('city.queues.example'), pathSlug: 'lab' }],
  ['own host and path', { ...host('queue.clinic.example'), pathSlug: 'lab' }],
  ['own host and header', { ...host('queue.clinic.example'), header: bakery.id }],
  ['path and header', { pathSlug: 'lab', header: 'city-clinic' }],
  ['header and query', { header: lab.id, query: clinic.id }],
  ['one that is known and one that is not', { header: 'lab', query: 'nobody' }],
  ['a host below the base that nobody has, and one that is known', { ...host('nobody.queues.example'), header: 'lab' }],
])('%s that disagree are refused', async (_what, given) => {
  await expect(locate({ ...nothing, ...given })).rejects.toEqual(refused('ambiguous_organization'));
});

test.each<[string, Partial<Locators>]>([
  ['a subdomain', host('nobody.queues.example')],
  ['a subdomain of a subdomain', host('a.city.queues.example')],
  ['a subdomain before a subdomain', host('city.a.queues.example')],
  ['a subdomain that is no name', host('city_.queues.example')],
  ['a path', { pathSlug: 'nobody' }],
  ['a path with a whole novel', { pathSlug: 'a'.repeat(5_000) }],
  ['a header', { header: '33333333-3333-4333-8333-333333333333' }],
  ['an empty header', { header: '' }],
])('%s that nobody has is unknown', async (_what, given) => {
  await expect(locate({ ...nothing, ...given })).rejects.toEqual(refused('unknown_organization'));
});

describe('where one organization serves every host', () => {
  const site = { ...SITE, multiTenant: false };
  const single = createLocateOrganization(directory([clinic]), site);

  test.each([
    'anything.example',
    'other.queues.example',
    'a.b.queues.example',
    '127.0.0.1:3000',
    'queue.clinic.example',
  ])('it is served at %s', async (written) => {
    expect(await single({ ...nothing, ...host(written) })).toEqual({ organization: clinic, byHost: true });
  });

  test('it needs no naming and allows no other name', async () => {
    expect(await single(nothing)).toEqual({ organization: clinic, byHost: true });
    expect((await single({ ...nothing, pathSlug: 'city-clinic' })).organization).toBe(clinic);
    await expect(single({ ...nothing, header: 'lab' })).rejects.toEqual(refused('ambiguous_organization'));
  });

  test('before it has signed up there is none', async () => {
    const empty = createLocateOrganization(directory([]), site);
    expect(await empty(nothing)).toEqual({ organization: null, byHost: true });
  });
});

describe('whatever stands in the header', () => {
  const owners = new Map([
    ['queue.clinic.example', clinic],
    ['city.queues.example', clinic],
    ['xn--bcker-gra.example', bakery],
    ['bakery.queues.example', bakery],
  ]);
  const names = [...owners.keys(), 'queues.example', 'evil.example', 'start.example'];
  const character = fc.oneof(
    fc.constantFrom(
      ...Array.from('.:-_@/\\%#?[] \t\0,;'),
      '\u212A',
      '\u017F',
      '\u3002',
      '\uFF0E',
      '\u0430',
      '\u200B',
      '\u0130',
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
  );
  /** A name that is nearly right: cut, changed, doubled, put before or behind another. */
  const nearly = fc
    .tuple(fc.constantFrom(...names), fc.nat(40), fc.constantFrom('insert', 'replace', 'remove', 'upper'), character)
    .map(([name, at, how, what]) => {
      const here = at % (name.length + 1);
      if (how === 'upper') return name.slice(0, here) + name.slice(here).toUpperCase();
      return name.slice(0, here) + (how === 'remove' ? '' : what) + name.slice(how === 'insert' ? here : here + 1);
    });
  const joined = fc
    .array(fc.oneof(fc.constantFrom(...names, 'localhost', '80', '', 'a', 'xn--'), character, nearly), { maxLength: 4 })
    .chain((parts) => fc.constantFrom('.', '', ':', '@', '..', ' ', ',').map((between) => parts.join(between)));

  test('no host leads to an organization that does not own exactly this name', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearly, joined, fc.webAuthority(), fc.domain(), fc.string()), async (written) => {
        const read = readHost(written);
        const located = await locate({ ...nothing, host: read }).catch(() => null);
        if (!located?.organization) return true;
        found++;
        // Written down independently of how it is read: what is left of it when case, one dot and a port are taken off.
        const plain = written.replace(/:\d*$/, '').replace(/\.$/, '');
        return /^[\x21-\x7e]+$/.test(plain) && owners.get(plain.toLowerCase()) === located.organization;
      }),
      { numRuns: 5_000 },
    );
    expect(found).toBeGreaterThan(50);
  });

  test('what is read once reads the same again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearly,
          joined,
          fc.domain(),
          fc.ipV6().map((ip) => `[${ip}]`),
        ),
        (written) => {
          const read = readHost(written);
          return read === null || readHost(read.name)?.name === read.name;
        },
      ),
    );
  });
});
