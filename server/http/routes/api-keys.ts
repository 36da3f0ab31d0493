import { apiKey, createApiKey, madeApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import { createApiKey as create } from '../../commands/api-keys/create-api-key.ts';
import { revokeApiKey } from '../../commands/api-keys/revoke-api-key.ts';
import { apiKey as one } from '../../queries/api-keys/api-key.ts';
import { apiKeys as list } from '../../queries/api-keys/api-keys.ts';
import { route } from '../route.ts';
import { byId, listed, listOf, listQuery } from '../schemas.ts';

export const apiKeys = [
  route({
    method: 'get',
    path: '/api-keys',
    summary: 'Lists the API keys, revoked ones too',
    permission: 'api_key.read',
    query: listQuery,
    answers: { 200: listOf(apiKey) },
    run: async ({ read }, { query: { cursor = null, limit } }) =>
      listed(await read((tx) => list(tx, { limit, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/api-keys',
    summary: 'Makes an API key with some of the own rights; the key is answered this once',
    permission: 'api_key.change',
    body: createApiKey,
    answers: { 201: madeApiKey },
    run: ({ write }, { body }) => write((tx) => create(tx, body)),
  }),
  route({
    method: 'get',
    path: '/api-keys/:id',
    summary: 'Reads an API key, without its secret',
    permission: 'api_key.read',
    params: byId,
    answers: { 200: apiKey },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'delete',
    path: '/api-keys/:id',
    summary: 'Revokes an API key',
    permission: 'api_key.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params }) {
      await write((tx) => revokeApiKey(tx, params));
      live.revoke(actor.organizationId, { kind: 'api_key', id: params.id });
    },
  }),
];
