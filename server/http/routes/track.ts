import { z } from 'zod';
import { tracked, type Tracked } from '../../../realtime/contract/commands.ts';
import { subscribeToPushes as subscription } from '../../../realtime/contract/resources/pushes.ts';
import { arrive } from '../../commands/entries/arrive.ts';
import { come } from '../../commands/entries/come.ts';
import { leave } from '../../commands/entries/leave.ts';
import { rejoin } from '../../commands/entries/rejoin.ts';
import { snooze } from '../../commands/entries/snooze.ts';
import { subscribeToPushes } from '../../commands/pushes/subscribe-to-pushes.ts';
import type { Writing } from '../../commands/transact.ts';
import { trackedEntry } from '../../queries/tracked-entry.ts';
import { requirePushService } from '../push-door.ts';
import { route, type Ask } from '../route.ts';
import { trackedAnswer, trackedVersion } from '../tracked-answer.ts';

/** The token is the credential, which has been looked at before. */
const byToken = z.strictObject({ token: z.string() });

export const track = [
  route({
    method: 'get',
    path: '/track/:token',
    summary: 'The own place: number, people before, wait, counter; no name',
    permission: 'entry.follow',
    params: byToken,
    answers: { 200: tracked },
    etag: trackedVersion,
    run: async (ask) => trackedAnswer(ask, await ask.read(trackedEntry)),
  }),
  route({
    method: 'post',
    path: '/track/:token/coming',
    summary:
      'Says that the called person is on the way: staff see it, and the time to get there begins anew, once for each call',
    permission: 'entry.follow',
    params: byToken,
    answers: { 201: tracked },
    run: (ask) => placeAfter(ask, come),
  }),
  route({
    method: 'post',
    path: '/track/:token/arrival',
    summary: 'Says that the called person is at the counter: the service begins',
    permission: 'entry.follow',
    params: byToken,
    answers: { 201: tracked },
    run: (ask) => placeAfter(ask, arrive),
  }),
  route({
    method: 'post',
    path: '/track/:token/snooze',
    summary: 'Lets a few others go first',
    permission: 'entry.follow',
    params: byToken,
    answers: { 201: tracked },
    run: (ask) => placeAfter(ask, snooze),
  }),
  route({
    method: 'post',
    path: '/track/:token/return',
    summary: 'Waits again after a missed call, as often as the queue allows',
    permission: 'entry.follow',
    params: byToken,
    answers: { 201: tracked },
    run: (ask) => placeAfter(ask, rejoin),
  }),
  route({
    method: 'put',
    path: '/track/:token/push',
    summary: 'Wants to be told of the call while the page is closed',
    permission: 'entry.follow',
    params: byToken,
    body: subscription,
    answers: { 204: null },
    limit: { name: 'push', key: ({ actor }) => (actor.kind === 'patient' ? actor.entryId : null) },
    run: async (ask, { body }) => {
      requirePushService(ask.push, body.endpoint);
      await ask.write((tx) => subscribeToPushes(tx, body));
    },
  }),
  route({
    method: 'delete',
    path: '/track/:token',
    summary: 'Leaves the queue',
    permission: 'entry.follow',
    params: byToken,
    answers: { 200: tracked },
    run: (ask) => placeAfter(ask, leave),
  }),
];

/** The phone shows the new place at once: what it did may be heard of later, or not at all. */
async function placeAfter(ask: Ask, command: (tx: Writing) => Promise<unknown>): Promise<Tracked> {
  const place = await ask.write(async (tx) => {
    await command(tx);
    return trackedEntry(tx);
  });
  return trackedAnswer(ask, place);
}
