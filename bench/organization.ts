import { randomBytes } from 'node:crypto';
import { post } from './http-client.ts';

export type BenchOrganization = { id: string; slug: string; userId: string; token: string };

/** Signs an organization up as anybody does, for the plan with the widest limits: they are not what is measured. */
export async function signUp(nodeUrl: string): Promise<BenchOrganization> {
  const slug = `bench-${randomBytes(4).toString('hex')}`;
  const answer = await post(nodeUrl, '/api/v1/organizations', {
    body: {
      name: 'Bench',
      slug,
      time_zone: 'UTC',
      plan_type: 'enterprise',
      owner: { name: 'Owner', email: 'owner@example.org', password: randomBytes(12).toString('hex') },
    },
  });
  const { organization, user, access_token } = answer.body as {
    organization: { id: string };
    user: { id: string };
    access_token: string;
  };
  return { id: organization.id, slug, userId: user.id, token: access_token };
}
