import { Refusal } from '../../../models/rules/refusal.ts';
import { createDomain, domain } from '../../../realtime/contract/resources/domains.ts';
import { readCustomHost } from '../../access/custom-host.ts';
import { claimDomain } from '../../commands/domains/claim-domain.ts';
import { releaseDomain } from '../../commands/domains/release-domain.ts';
import { verifyDomain } from '../../commands/domains/verify-domain.ts';
import { domainToVerify } from '../../queries/domains/domain-to-verify.ts';
import { domain as one } from '../../queries/domains/domain.ts';
import { domains as list } from '../../queries/domains/domains.ts';
import { route } from '../route.ts';
import { byId, listed, listOf, listQuery } from '../schemas.ts';

export const domains = [
  route({
    method: 'get',
    path: '/domains',
    summary: 'Lists the hosts of its own that the organization has or claims',
    permission: 'organization.read',
    query: listQuery,
    answers: { 200: listOf(domain) },
    run: async ({ read }, { query: { limit, cursor = null } }) =>
      listed(await read((tx) => list(tx, { limit, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/domains',
    summary: 'Claims a host; it leads to the organization once its record stands in the DNS',
    permission: 'organization.change',
    body: createDomain,
    answers: { 201: domain },
    run: ({ write, site }, { body }) => {
      const host = readCustomHost(body.host, site);
      return write((tx) => claimDomain(tx, { host }));
    },
  }),
  route({
    method: 'get',
    path: '/domains/:id',
    summary: 'Reads one host',
    permission: 'organization.read',
    params: byId,
    answers: { 200: domain },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'post',
    path: '/domains/:id/verification',
    summary: 'Looks for the record in the DNS',
    permission: 'organization.change',
    params: byId,
    limit: { name: 'domain_check', key: ({ actor }) => actor.organizationId },
    answers: { 200: domain },
    async run({ read, write, txtRecords, access }, { params }) {
      const { name, value } = await read((tx) => domainToVerify(tx, params.id));
      const values = await txtRecords(name).catch(() => {
        throw new Refusal('unavailable', 'The name servers do not answer. Try again.');
      });
      if (!values.includes(value)) throw new Refusal('domain_not_verified');
      const verified = await write((tx) => verifyDomain(tx, params.id));
      access.organizations.forget();
      return verified;
    },
  }),
  route({
    method: 'delete',
    path: '/domains/:id',
    summary: 'Gives a host up',
    permission: 'organization.change',
    params: byId,
    answers: { 204: null },
    async run({ write, access }, { params }) {
      await write((tx) => releaseDomain(tx, params.id));
      access.organizations.forget();
    },
  }),
];
