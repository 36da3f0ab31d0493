import { z } from 'zod';
import { may } from '../../../models/rules/permissions.ts';
import { publicBoard, staffBoard } from '../../../realtime/contract/board.ts';
import { called, callNext, joined, joinQueue, pauseQueue } from '../../../realtime/contract/commands.ts';
import { joinable } from '../../../realtime/contract/resources/joinable.ts';
import { changeQueue, createQueue, queue } from '../../../realtime/contract/resources/queues.ts';
import { trackingToken } from '../../access/tracking-token.ts';
import { callNext as call } from '../../commands/entries/call-next.ts';
import { joinQueue as join } from '../../commands/entries/join-queue.ts';
import { changeQueue as change } from '../../commands/queues/change-queue.ts';
import { createQueue as create } from '../../commands/queues/create-queue.ts';
import { removeQueue } from '../../commands/queues/remove-queue.ts';
import { closeQueue, continueQueue, openQueue, pauseQueue as pause } from '../../commands/queues/set-status.ts';
import type { Writing } from '../../commands/transact.ts';
import { boardHead } from '../../queries/board/board-head.ts';
import { presentBoard } from '../../queries/board/present-board.ts';
import { publicQueues } from '../../queries/identity/public-queues.ts';
import { joinableQueues } from '../../queries/joinable-queues.ts';
import { queue as one } from '../../queries/queues/queue.ts';
import { queues as list } from '../../queries/queues/queues.ts';
import { usersOfOffice } from '../../queries/users/users-of-office.ts';
import { waitAt } from '../../queries/wait-estimates.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery, revisionWithContent } from '../schemas.ts';

const boardTag = ({ epoch, version }: { epoch: string; version: number }) => `${epoch}.${version}`;

/** Whether whoever passes by may not watch the queue after `work`, and was let in while they might. */
async function andShut<T>(tx: Writing, id: string, work: () => Promise<T>): Promise<{ done: T; isShut: boolean }> {
  const isPublic = async () => (await publicQueues(tx)).includes(id);
  const was = await isPublic();
  const done = await work();
  return { done, isShut: was && !(await isPublic()) };
}

export const queues = [
  route({
    method: 'get',
    path: '/queues/joinable',
    summary: 'Lists the queues that may be joined here, with their waits',
    permission: 'entry.join',
    answers: { 200: z.object({ data: z.array(joinable) }) },
    async run({ read, estimates, actor }) {
      const open = await read(joinableQueues);
      const waits = await Promise.all(open.map(({ id }) => estimates.of(actor.organizationId, id)));
      return {
        // Whoever joins now stands behind those who wait.
        data: open.map((joinableQueue, index) => ({
          ...joinableQueue,
          wait: waitAt(waits[index]?.waits ?? null, joinableQueue.waiting + 1),
        })),
      };
    },
  }),
  route({
    method: 'get',
    path: '/queues',
    summary: 'Lists the queues',
    permission: 'catalogue.read',
    query: listQuery.extend({ active: active.optional(), office_id: z.uuid().optional() }),
    answers: { 200: listOf(queue) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/queues',
    summary: 'Adds a queue',
    permission: 'catalogue.change',
    body: createQueue,
    answers: { 201: queue },
    etag: revisionWithContent,
    async run({ write, read, live, actor }, { body }) {
      const made = await write((tx) => create(tx, body));
      for (const id of await read((tx) => usersOfOffice(tx, made.office_id)))
        live.readmit(actor.organizationId, { kind: 'user', id });
      return made;
    },
  }),
  route({
    method: 'get',
    path: '/queues/:id',
    summary: 'Reads a queue',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: queue },
    etag: revisionWithContent,
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/queues/:id',
    summary: 'Changes a queue',
    permission: 'catalogue.change',
    params: byId,
    body: changeQueue,
    answers: { 200: queue },
    etag: revisionWithContent,
    async run({ write, expected, live, actor }, { params, body }) {
      const { done, isShut } = await write((tx) =>
        andShut(tx, params.id, () => change(tx, { ...body, ...params, expected })),
      );
      if (isShut) live.readmit(actor.organizationId, { kind: 'public', id: null });
      return done;
    },
  }),
  route({
    method: 'delete',
    path: '/queues/:id',
    summary: 'Removes a queue, or deactivates it where history depends on it',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params }) {
      const { isShut } = await write((tx) => andShut(tx, params.id, () => removeQueue(tx, params)));
      if (isShut) live.readmit(actor.organizationId, { kind: 'public', id: null });
    },
  }),
  route({
    method: 'put',
    path: '/queues/:id/opening',
    summary: 'Opens a queue: people may join and are called',
    permission: 'queue.open',
    params: byId,
    answers: { 200: queue },
    etag: revisionWithContent,
    run: ({ write }, { params }) =>
      write(async (tx) => {
        await openQueue(tx, { queue_id: params.id });
        return one(tx, params.id);
      }),
  }),
  route({
    method: 'delete',
    path: '/queues/:id/opening',
    summary: 'Closes a queue: nobody joins any more, those who wait are still called',
    permission: 'queue.open',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => closeQueue(tx, { queue_id: params.id })),
  }),
  route({
    method: 'put',
    path: '/queues/:id/pause',
    summary: 'Pauses a queue, for a reason that everybody sees',
    permission: 'queue.open',
    params: byId,
    body: pauseQueue,
    answers: { 200: queue },
    etag: revisionWithContent,
    run: ({ write }, { params, body }) =>
      write(async (tx) => {
        await pause(tx, { ...body, queue_id: params.id });
        return one(tx, params.id);
      }),
  }),
  route({
    method: 'delete',
    path: '/queues/:id/pause',
    summary: 'Lets a paused queue go on',
    permission: 'queue.open',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => continueQueue(tx, { queue_id: params.id })),
  }),
  route({
    method: 'get',
    path: '/queues/:id/board',
    summary: 'Reads the queue as the asker may see it: staff with names, everybody else ticket numbers',
    permission: 'queue.watch',
    params: byId,
    answers: { 200: z.union([staffBoard, publicBoard]) },
    etag: boardTag,
    etagNow: async ({ read }, { params }) => boardTag(await read((tx) => boardHead(tx, params.id))),
    sentAsMade: true,
    run: ({ access, actor }, { params }) =>
      presentBoard(access.doors, actor, params.id, may(actor, 'queue.watch_staff') ? 'staff' : 'public'),
  }),
  route({
    method: 'post',
    path: '/queues/:id/entries',
    summary: 'Joins a queue and gets a ticket number',
    permission: 'entry.join',
    params: byId,
    body: joinQueue,
    limit: {
      name: 'join',
      key: ({ actor, address }, { params }) => (actor.kind === 'public' ? `${address}:${params.id}` : null),
    },
    answers: { 201: joined },
    async run({ write, estimates, actor, access, home }, { params, body }) {
      // Reckoned before the queue is locked: a hundred futures take longer than a lock should.
      const { waits } = await estimates.of(actor.organizationId, params.id);
      return write(async (tx) => {
        const { entry } = await join(tx, { ...body, queue_id: params.id }, waits);
        const token = trackingToken(access.keys, actor.organizationId, entry.id);
        return { entry, tracking_token: token, tracking_url: `${home}/t/${token}` };
      });
    },
  }),
  route({
    method: 'post',
    path: '/queues/:id/calls',
    summary: 'Calls the next person to a counter',
    permission: 'entry.call',
    params: byId,
    body: callNext,
    answers: { 201: called },
    run: ({ write }, { params, body }) => write((tx) => call(tx, { ...body, queue_id: params.id })),
  }),
];
