import { SharedArray } from 'k6/data';
import { number } from './settings.ts';

/** As `npm run load -- seed` writes it: server/cli/load-organization.ts. */
export type Organization = {
  slug: string;
  queue_id: string;
  counter_ids: string[];
  staff_token: string;
  display_token: string;
};

const seeded = new SharedArray<Organization>('organizations', () => {
  const file = __ENV['ORGANIZATIONS_FILE'];
  if (file === undefined || file === '')
    throw new Error(
      'Make organizations first: npm run load -- seed --organizations 100 --file /tmp/organizations.json',
    );
  // Written by the seed.
  return (JSON.parse(open(file)) as { organizations: Organization[] }).organizations;
});

/** How many of those in the file work in this run. */
export const ORGANIZATIONS = Math.min(number('ORGANIZATIONS', seeded.length, 3), seeded.length);

export function organization(n: number): Organization {
  const one = seeded[n % ORGANIZATIONS];
  if (!one) throw new Error('the file has no organizations');
  return one;
}

/** An address of its own, as many clinics have one: limits of addresses are not what is measured. Believed from a trusted proxy only. */
export function addressOf(n: number): string {
  return `10.${64 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${n & 255}`;
}
