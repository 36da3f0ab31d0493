import { z } from 'zod';
import {
  changeDevice,
  device,
  deviceCode,
  deviceReport,
  deviceToken,
  type Device,
  ownDevice as self,
  pairDevice,
  redeemDeviceCode,
} from '../../../realtime/contract/resources/devices.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { askForCode } from '../../commands/devices/ask-for-code.ts';
import { changeDevice as change } from '../../commands/devices/change-device.ts';
import { giveDeviceToken } from '../../commands/devices/give-device-token.ts';
import { pairDevice as pair } from '../../commands/devices/pair-device.ts';
import { reloadDevice } from '../../commands/devices/reload-device.ts';
import { revokeDevice } from '../../commands/devices/revoke-device.ts';
import { device as one } from '../../queries/devices/device.ts';
import { devices as list } from '../../queries/devices/devices.ts';
import { ownDevice } from '../../queries/devices/own-device.ts';
import { route, type Ask } from '../route.ts';
import { byId, listed, listOf, listQuery, revisionWithContent } from '../schemas.ts';
import { withHealth } from '../with-health.ts';

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
    answers: { 200: self },
    etag: revisionWithContent,
    run: async (ask) => healthy(ask, await ask.read(ownDevice)),
  }),
  route({
    method: 'put',
    path: '/devices/self/report',
    summary: 'A paired screen without a live line says how it is, and is told what it is for',
    permission: 'queue.watch',
    body: deviceReport,
    answers: { 200: self },
    async run(ask, { body }) {
      const own = await ask.read(ownDevice);
      ask.live.beat(ask.actor.organizationId, own.id, body);
      return healthy(ask, own);
    },
  }),
  route({
    method: 'get',
    path: '/devices',
    summary: 'Lists the displays and kiosks',
    permission: 'device.read',
    query: listQuery.extend({ office_id: z.uuid().optional() }),
    answers: { 200: listOf(device) },
    async run(ask, { query: { cursor = null, ...query } }) {
      const { data, after } = await ask.read((tx) => list(tx, { ...query, after: cursor }));
      return listed({ data: await allHealthy(ask, data), after });
    },
  }),
  route({
    method: 'get',
    path: '/devices/:id',
    summary: 'Reads a device',
    permission: 'device.read',
    params: byId,
    answers: { 200: device },
    etag: revisionWithContent,
    run: async (ask, { params }) => healthy(ask, await ask.read((tx) => one(tx, params.id))),
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
    async run(ask, { params, body }) {
      const { write, expected, live, actor } = ask;
      const changed = await write((tx) => change(tx, { ...body, ...params, expected }));
      live.readmit(actor.organizationId, { kind: 'device', id: params.id });
      return healthy(ask, changed);
    },
  }),
  route({
    method: 'post',
    path: '/devices/:id/reloads',
    summary: 'Asks a screen to load its page anew, as soon as nobody is being called',
    permission: 'device.change',
    params: byId,
    answers: { 201: device },
    async run(ask, { params }) {
      const asked = await ask.write((tx) => reloadDevice(tx, params));
      ask.live.readmit(ask.actor.organizationId, { kind: 'device', id: params.id });
      return healthy(ask, asked);
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

async function healthy<D extends Device>(ask: Ask, known: D): Promise<D> {
  const [device] = await allHealthy(ask, [known]);
  return device ?? known;
}

function allHealthy<D extends Device>({ live, pages, access, actor }: Ask, known: readonly D[]): Promise<D[]> {
  return withHealth(known, { live, pages, organizationId: actor.organizationId, now: access.now() });
}
