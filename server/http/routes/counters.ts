import { z } from 'zod';
import { openSession } from '../../../realtime/contract/commands.ts';
import { changeCounter, counter, createCounter } from '../../../realtime/contract/resources/counters.ts';
import { changeCounter as change } from '../../commands/counters/change-counter.ts';
import { createCounter as create } from '../../commands/counters/create-counter.ts';
import { removeCounter } from '../../commands/counters/remove-counter.ts';
import { closeSession, openSession as open } from '../../commands/counters/session.ts';
import { counter as one } from '../../queries/counters/counter.ts';
import { counters as list } from '../../queries/counters/counters.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery, revisionWithContent } from '../schemas.ts';

export const counters = [
  route({
    method: 'get',
    path: '/counters',
    summary: 'Lists the counters with their open sessions',
    permission: 'catalogue.read',
    query: listQuery.extend({ active: active.optional(), office_id: z.uuid().optional() }),
    answers: { 200: listOf(counter) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/counters',
    summary: 'Adds a counter',
    permission: 'catalogue.change',
    body: createCounter,
    answers: { 201: counter },
    etag: revisionWithContent,
    run: ({ write }, { body }) => write((tx) => create(tx, body)),
  }),
  route({
    method: 'get',
    path: '/counters/:id',
    summary: 'Reads a counter and its open session',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: counter },
    etag: revisionWithContent,
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/counters/:id',
    summary: 'Changes a counter that is closed',
    permission: 'catalogue.change',
    params: byId,
    body: changeCounter,
    answers: { 200: counter },
    etag: revisionWithContent,
    run: ({ write, expected }, { params, body }) => write((tx) => change(tx, { ...body, ...params, expected })),
  }),
  route({
    method: 'delete',
    path: '/counters/:id',
    summary: 'Removes a counter, or deactivates it where history depends on it',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeCounter(tx, params)),
  }),
  route({
    method: 'put',
    path: '/counters/:id/session',
    summary: 'Opens or pauses a counter, or changes the queues it calls from',
    permission: 'counter.session',
    params: byId,
    body: openSession,
    answers: { 200: counter },
    etag: revisionWithContent,
    run: ({ write }, { params, body }) =>
      write(async (tx) => {
        await open(tx, { ...body, counter_id: params.id });
        return one(tx, params.id);
      }),
  }),
  route({
    method: 'delete',
    path: '/counters/:id/session',
    summary: 'Closes a counter',
    permission: 'counter.session',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => closeSession(tx, { counter_id: params.id })),
  }),
];
