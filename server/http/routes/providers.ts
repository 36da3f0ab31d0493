import { changeProvider, createProvider, provider } from '../../../realtime/contract/resources/providers.ts';
import { changeProvider as change } from '../../commands/providers/change-provider.ts';
import { createProvider as create } from '../../commands/providers/create-provider.ts';
import { removeProvider } from '../../commands/providers/remove-provider.ts';
import { provider as one } from '../../queries/providers/provider.ts';
import { providers as list } from '../../queries/providers/providers.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery, revisionWithContent } from '../schemas.ts';

export const providers = [
  route({
    method: 'get',
    path: '/providers',
    summary: 'Lists the providers',
    permission: 'catalogue.read',
    query: listQuery.extend({ active: active.optional() }),
    answers: { 200: listOf(provider) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/providers',
    summary: 'Adds a provider',
    permission: 'provider.change',
    body: createProvider,
    answers: { 201: provider },
    etag: revisionWithContent,
    run: ({ write }, { body }) => write((tx) => create(tx, body)),
  }),
  route({
    method: 'get',
    path: '/providers/:id',
    summary: 'Reads a provider',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: provider },
    etag: revisionWithContent,
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/providers/:id',
    summary: 'Changes a provider',
    permission: 'provider.change',
    params: byId,
    body: changeProvider,
    answers: { 200: provider },
    etag: revisionWithContent,
    run: ({ write, expected }, { params, body }) => write((tx) => change(tx, { ...body, ...params, expected })),
  }),
  route({
    method: 'delete',
    path: '/providers/:id',
    summary: 'Removes a provider, or deactivates it where history depends on it',
    permission: 'provider.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeProvider(tx, params)),
  }),
];
