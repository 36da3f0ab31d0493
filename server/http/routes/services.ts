import { changeService, createService, service } from '../../../realtime/contract/resources/services.ts';
import { changeService as change } from '../../commands/services/change-service.ts';
import { createService as create } from '../../commands/services/create-service.ts';
import { removeService } from '../../commands/services/remove-service.ts';
import { service as one } from '../../queries/services/service.ts';
import { services as list } from '../../queries/services/services.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery } from '../schemas.ts';

export const services = [
  route({
    method: 'get',
    path: '/services',
    summary: 'Lists the services',
    permission: 'catalogue.read',
    query: listQuery.extend({ active: active.optional() }),
    answers: { 200: listOf(service) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/services',
    summary: 'Adds a service',
    permission: 'catalogue.change',
    body: createService,
    answers: { 201: service },
    run: ({ write }, { body }) => write((tx) => create(tx, body)),
  }),
  route({
    method: 'get',
    path: '/services/:id',
    summary: 'Reads a service',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: service },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/services/:id',
    summary: 'Changes a service',
    permission: 'catalogue.change',
    params: byId,
    body: changeService,
    answers: { 200: service },
    run: ({ write, expected }, { params, body }) => write((tx) => change(tx, { ...body, ...params, expected })),
  }),
  route({
    method: 'delete',
    path: '/services/:id',
    summary: 'Removes a service, or deactivates it where history depends on it',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeService(tx, params)),
  }),
];
