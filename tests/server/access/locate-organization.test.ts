import type { OrganizationRow } from '../../../models/organization.ts';
import { createLocateOrganization, type Locators } from '../../../server/access/locate-organization.ts';
import type { Organizations } from '../../../server/access/organizations.ts';

const clinic = organization('11111111-1111-4111-8111-111111111111', 'city-clinic', 'city');
const lab = organization('22222222-2222-4222-8222-222222222222', 'lab', null);

function organization(id: string, slug: string, subdomain: string | null): OrganizationRow {
  return { id, slug, subdomain } as OrganizationRow; // all that locating looks at
}

function directory(rows: OrganizationRow[]): Organizations {
  const find = (key: 'id' | 'slug' | 'subdomain') => async (value: string) =>
    rows.find((row) => row[key] === value) ?? null;
  return {
    byId: find('id'),
    bySlug: find('slug'),
    bySubdomain: find('subdomain'),
    only: async () => rows[0] ?? null,
    forget: () => undefined,
  };
}

const locate = createLocateOrganization(directory([clinic, lab]), { baseDomain: 'queues.example', multiTenant: true });
const nothing: Locators = { host: null, pathSlug: null, header: null, query: null };

const refused = (code: string) => expect.objectContaining({ code });

test.each<[string, Partial<Locators>, boolean]>([
  ['a subdomain', { host: 'city.queues.example' }, true],
  ['a subdomain with a port, in capitals, with a dot', { host: 'CITY.Queues.Example.:8080' }, true],
  ['a path', { pathSlug: 'city-clinic' }, false],
  ['a header with a slug', { header: 'city-clinic' }, false],
  ['a header with an id', { header: clinic.id.toUpperCase() }, false],
  ['a query', { query: 'city-clinic' }, false],
  [
    'all of them',
    { host: 'city.queues.example', pathSlug: 'city-clinic', header: clinic.id, query: 'city-clinic' },
    true,
  ],
])('%s says which organization', async (_what, given, byHost) => {
  expect(await locate({ ...nothing, ...given })).toEqual({ organization: clinic, byHost });
});

test.each([
  'queues.example',
  'www.queues.example',
  'elsewhere.example',
  'city.queues.example.evil.example',
  'xqueues.example',
  '',
])('the host %s says nothing', async (host) => {
  expect(await locate({ ...nothing, host })).toEqual({ organization: null, byHost: false });
});

test.each<[string, Partial<Locators>]>([
  ['host and path', { host: 'city.queues.example', pathSlug: 'lab' }],
  ['path and header', { pathSlug: 'lab', header: 'city-clinic' }],
  ['header and query', { header: lab.id, query: clinic.id }],
  ['one that is known and one that is not', { header: 'lab', query: 'nobody' }],
])('%s that disagree are refused', async (_what, given) => {
  await expect(locate({ ...nothing, ...given })).rejects.toEqual(refused('ambiguous_organization'));
});

test.each<[string, Partial<Locators>]>([
  ['a subdomain', { host: 'nobody.queues.example' }],
  ['a subdomain of a subdomain', { host: 'a.city.queues.example' }],
  ['a path', { pathSlug: 'nobody' }],
  ['a header', { header: '33333333-3333-4333-8333-333333333333' }],
])('%s that nobody has is unknown', async (_what, given) => {
  await expect(locate({ ...nothing, ...given })).rejects.toEqual(refused('unknown_organization'));
});

describe('where one organization serves every host', () => {
  const single = createLocateOrganization(directory([clinic]), { baseDomain: null, multiTenant: false });

  test('it needs no naming and allows no other name', async () => {
    expect(await single({ ...nothing, host: 'anything.example' })).toEqual({ organization: clinic, byHost: true });
    expect((await single({ ...nothing, pathSlug: 'city-clinic' })).organization).toBe(clinic);
    await expect(single({ ...nothing, header: 'lab' })).rejects.toEqual(refused('ambiguous_organization'));
  });

  test('before it has signed up there is none', async () => {
    const empty = createLocateOrganization(directory([]), { baseDomain: null, multiTenant: false });
    expect(await empty(nothing)).toEqual({ organization: null, byHost: true });
  });
});
