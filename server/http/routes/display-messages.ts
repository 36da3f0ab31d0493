import { z } from 'zod';
import {
  changeDisplayMessage,
  createDisplayMessage,
  displayMessage,
  shownMessages,
} from '../../../realtime/contract/resources/display-messages.ts';
import { IMAGE_TYPES, readImage } from '../../access/read-image.ts';
import { changeDisplayMessage as change } from '../../commands/display-messages/change-display-message.ts';
import { createDisplayMessage as create } from '../../commands/display-messages/create-display-message.ts';
import { keepPicture } from '../../commands/display-messages/keep-picture.ts';
import { removeDisplayMessage } from '../../commands/display-messages/remove-display-message.ts';
import { removePicture } from '../../commands/display-messages/remove-picture.ts';
import { displayMessage as one } from '../../queries/display-messages/display-message.ts';
import { displayMessages as list } from '../../queries/display-messages/display-messages.ts';
import { displayPicture } from '../../queries/display-messages/display-picture.ts';
import { shownMessages as shown } from '../../queries/display-messages/shown-messages.ts';
import { fileRoute } from '../file-route.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery } from '../schemas.ts';

export const displayMessages = [
  route({
    method: 'get',
    path: '/display-messages',
    summary: 'Lists what displays say while nobody is being called',
    permission: 'catalogue.read',
    query: listQuery.extend({ active: active.optional() }),
    answers: { 200: listOf(displayMessage) },
    run: async ({ read, organization }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }, organization.slug))),
  }),
  route({
    method: 'post',
    path: '/display-messages',
    summary: 'Adds a message',
    permission: 'catalogue.change',
    body: createDisplayMessage,
    answers: { 201: displayMessage },
    run: ({ write, organization }, { body }) => write((tx) => create(tx, body, organization.slug)),
  }),
  route({
    method: 'get',
    path: '/display-messages/:id',
    summary: 'Reads a message',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: displayMessage },
    run: ({ read, organization }, { params }) => read((tx) => one(tx, params.id, organization.slug)),
  }),
  route({
    method: 'patch',
    path: '/display-messages/:id',
    summary: 'Changes a message',
    permission: 'catalogue.change',
    params: byId,
    body: changeDisplayMessage,
    answers: { 200: displayMessage },
    run: ({ write, expected, organization }, { params, body }) =>
      write((tx) => change(tx, { ...body, ...params, expected }, organization.slug)),
  }),
  route({
    method: 'delete',
    path: '/display-messages/:id',
    summary: 'Removes a message and its picture',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeDisplayMessage(tx, params)),
  }),
  route({
    method: 'put',
    path: '/display-messages/:id/picture',
    summary: 'Gives a message its picture: at most 1 MiB, and 2000 pixels wide and high',
    permission: 'catalogue.change',
    params: byId,
    takes: { types: IMAGE_TYPES, mostBytes: 1024 * 1024 },
    limit: { name: 'picture', key: ({ actor }) => actor.organizationId },
    body: z.custom<Buffer>(Buffer.isBuffer, 'must be a picture').meta({ type: 'string', format: 'binary' }),
    answers: { 200: displayMessage },
    async run({ write, organization }, { params, body }) {
      const type = readImage(body);
      return write((tx) => keepPicture(tx, { ...params, type, content: body }, organization.slug));
    },
  }),
  route({
    method: 'delete',
    path: '/display-messages/:id/picture',
    summary: 'Takes the picture of a message away',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removePicture(tx, params)),
  }),
  route({
    method: 'get',
    path: '/devices/self/messages',
    summary: 'What a paired screen shows today while nobody is being called',
    permission: 'queue.watch',
    answers: { 200: shownMessages },
    run: ({ read, organization }) => read((tx) => shown(tx, organization.slug)),
  }),
  fileRoute({
    path: '/display-pictures/:id',
    summary: 'The picture of a message, for every screen',
    permission: 'public',
    params: byId,
    sends: IMAGE_TYPES,
    // It never changes, so its name is its version.
    version: (_ask, { id }) => id,
    run: ({ read }, { id }) => read((tx) => displayPicture(tx, id)),
  }),
];
