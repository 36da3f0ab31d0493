import { randomBytes } from 'node:crypto';
import { send, type Answer, type Json, type Sent } from './client.ts';
import type { Service } from './open-service.ts';

export const PASSWORD = 'correct horse battery staple';

/** An organization of one's own over HTTP: one of everything, somebody waiting, somebody signed in. */
export async function openOrganization(service: Pick<Service, 'url'>) {
  const slug = `org-${randomBytes(6).toString('hex')}`;
  const email = `olga@${slug}.example`;
  const signedUp = await expectStatus(
    201,
    send(service.url, 'POST', '/api/v1/organizations', {
      body: {
        name: `Clinic ${slug}`,
        slug,
        time_zone: 'Europe/Berlin',
        owner: { name: 'Olga', email, password: PASSWORD },
      },
    }),
  );
  const owner: string = signedUp.body.access_token;

  /** As the owner, unless a token or `as: null` says otherwise. */
  const ask = (
    method: string,
    path: string,
    { as = owner, headers, ...sent }: Omit<Sent, 'token'> & { as?: string | null } = {},
  ) =>
    send(service.url, method, `/api/v1${path}`, {
      ...sent,
      token: as ?? undefined,
      headers: { 'X-Tenant-ID': slug, ...headers },
    });
  const make = async (path: string, body: unknown): Promise<Json> =>
    (await expectStatus(201, ask('POST', path, { body }))).body;

  const office = await make('/offices', { name: 'Main Street' });
  const provider = await make('/providers', { name: 'Dr. Grey', offices: [{ id: office.id }] });
  const clinicService = await make('/services', { name: 'Consultation', duration_minutes: 20 });
  const queue = await make('/queues', {
    name: 'General',
    prefix: 'A',
    office_id: office.id,
    provider_id: provider.id,
    service_id: clinicService.id,
  });
  const counter = await make('/counters', { name: 'Room 1', office_id: office.id });
  const user = await make('/users', { name: 'Stan', email: `stan@${slug}.example`, password: PASSWORD, role: 'staff' });
  const staff: string = (
    await expectStatus(200, ask('POST', '/auth/login', { as: null, body: { email: user.email, password: PASSWORD } }))
  ).body.access_token;
  await expectStatus(
    200,
    ask('PUT', `/counters/${counter.id}/session`, { as: staff, body: { queue_ids: [queue.id] } }),
  );
  const joined = await make(`/queues/${queue.id}/entries`, { patient_name: 'Pat Canary' });
  const { device, device_token: deviceToken } = await pair('kiosk', 'Entrance');

  async function pair(kind: 'kiosk' | 'display', name: string): Promise<Json> {
    const code = (await expectStatus(201, ask('POST', '/device-codes', { as: null }))).body;
    await expectStatus(
      201,
      ask('POST', '/devices/pairing', {
        body: { user_code: code.user_code, name, kind, office_id: office.id, queue_ids: [queue.id] },
      }),
    );
    return (
      await expectStatus(201, ask('POST', '/device-tokens', { as: null, body: { device_code: code.device_code } }))
    ).body;
  }

  return {
    slug,
    email,
    id: signedUp.body.organization.id as string,
    signedUp: signedUp.body,
    owner,
    staff,
    office,
    provider,
    service: clinicService,
    queue,
    counter,
    user,
    joined,
    entry: joined.entry,
    trackingToken: joined.tracking_token as string,
    device,
    deviceToken: deviceToken as string,
    ask,
    make,
    pair,
  };
}
export type Organization = Awaited<ReturnType<typeof openOrganization>>;

export async function expectStatus(status: number, asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer;
}
