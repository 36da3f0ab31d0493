import { z } from 'zod';
import {
  changeDevice,
  device,
  deviceCode,
  deviceToken,
  pairDevice,
  redeemDeviceCode,
} from '../../../realtime/contract/resources/devices.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { askForCode } from '../../commands/devices/ask-for-code.ts';
import { changeDevice as change } from '../../commands/devices/change-device.ts';
import { giveDeviceToken } from '../../commands/devices/give-device-token.ts';
import { pairDevice as pair } from '../../commands/devices/pair-device.ts';
import { revokeDevice } from '../../commands/devices/revoke-device.ts';
import { device as one } from '../../queries/devices/device.ts';
import { devices as list } from '../../queries/devices/devices.ts';
import { ownDevice } from '../../queries/devices/own-device.ts';
import { route } from '../route.ts';
import { byId, listed, listOf, listQuery, revisionWithContent } from '../schemas.ts';

export const devices = [
  route({
    method: 'post',
    path: '/device-codes',
    summary: 'Begins the pairing of a screen: it shows the code until a manager has entered it',
    permission: 'public',
    limit: { name: 'device_code', key: ({ address }) => address },
    answers: { 201: deviceCode },
    run: ({ write }) => write(askForCode),
  }),
  route({
    method: 'post',
    path: '/devices/pairing',
    summary: 'Makes the screen that shows this code a device',
    permission: 'device.change',
    body: pairDevice,
    limit: { name: 'pairing', key: ({ actor }) => `${actor.organizationId}:${actor.id}`, forgive: true },
    answers: { 201: device },
    etag: revisionWithContent,
    async run({ write, access, actor, from, afterwards }, { body }) {
      try {
        return await write((tx) => pair(tx, body));
      } catch (error) {
        if (error instanceof Refusal && error.errors.some(({ path }) => path === 'body.user_code')) {
          const { organizationId, id } = actor;
          const about = { account: id ?? 'unknown' };
          afterwards.do(() => access.suspicions.tell({ organizationId, event: 'pairing_failed', about, from }));
        }
        throw error;
      }
    },
  }),
  route({
    method: 'post',
    path: '/device-tokens',
    summary: 'Fetches the credential of a screen that has been paired',
    permission: 'public',
    body: redeemDeviceCode,
    answers: { 201: deviceToken },
    run: ({ write }, { body }) => write((tx) => giveDeviceToken(tx, body.device_code)),
  }),
  route({
    method: 'get',
    path: '/devices/self',
    summary: 'What a paired screen is told about itself',
    permission: 'queue.watch',
    answers: { 200: device },
    etag: revisionWithContent,
    run: ({ read }) => read(ownDevice),
  }),
  route({
    method: 'get',
    path: '/devices',
    summary: 'Lists the displays and kiosks',
    permission: 'device.read',
    query: listQuery.extend({ office_id: z.uuid().optional() }),
    answers: { 200: listOf(device) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'get',
    path: '/devices/:id',
    summary: 'Reads a device',
    permission: 'device.read',
    params: byId,
    answers: { 200: device },
    etag: revisionWithContent,
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/devices/:id',
    summary: 'Changes a device',
    permission: 'device.change',
    params: byId,
    body: changeDevice,
    answers: { 200: device },
    etag: revisionWithContent,
    async run({ write, expected, live, actor }, { params, body }) {
      const changed = await write((tx) => change(tx, { ...body, ...params, expected }));
      live.readmit(actor.organizationId, { kind: 'device', id: params.id });
      return changed;
    },
  }),
  route({
    method: 'delete',
    path: '/devices/:id',
    summary: 'Revokes the credential of a device',
    permission: 'device.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params }) {
      await write((tx) => revokeDevice(tx, params));
      live.revoke(actor.organizationId, { kind: 'device', id: params.id });
    },
  }),
];
