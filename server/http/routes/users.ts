import { changeUser, createUser, user } from '../../../realtime/contract/resources/users.ts';
import { requireStrongPassword } from '../../access/strong-password.ts';
import { changeUser as change } from '../../commands/users/change-user.ts';
import { createUser as create } from '../../commands/users/create-user.ts';
import { removeUser } from '../../commands/users/remove-user.ts';
import { user as one } from '../../queries/users/user.ts';
import { users as list } from '../../queries/users/users.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery } from '../schemas.ts';

export const users = [
  route({
    method: 'get',
    path: '/users',
    summary: 'Lists the staff accounts',
    permission: 'user.read',
    query: listQuery.extend({ active: active.optional() }),
    answers: { 200: listOf(user) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/users',
    summary: 'Opens a staff account with a role that is not above the own one',
    permission: 'user.change',
    body: createUser,
    answers: { 201: user },
    async run({ write, access, organization }, { body }) {
      requireStrongPassword(body.password, [organization.name, organization.slug, body.name, body.email]);
      const passwordHash = await access.passwords.hash(body.password, organization.id);
      return write((tx) => create(tx, body, passwordHash));
    },
  }),
  route({
    method: 'get',
    path: '/users/:id',
    summary: 'Reads a staff account',
    permission: 'user.read',
    params: byId,
    answers: { 200: user },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/users/:id',
    summary: 'Changes a staff account; a new password ends its sign-ins',
    permission: 'user.change',
    params: byId,
    body: changeUser,
    answers: { 200: user },
    async run({ write, read, expected, access, organization, live, actor }, { params, body: { password, ...body } }) {
      if (password !== undefined) {
        const { name, email } = await read((tx) => one(tx, params.id));
        requireStrongPassword(password, [organization.name, organization.slug, name, email]);
      }
      const passwordHash = password === undefined ? null : await access.passwords.hash(password, organization.id);
      const changed = await write((tx) => change(tx, { ...body, ...params, expected }, passwordHash));
      live.readmit(actor.organizationId, { kind: 'user', id: params.id });
      return changed;
    },
  }),
  route({
    method: 'delete',
    path: '/users/:id',
    summary: 'Closes a staff account',
    permission: 'user.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params }) {
      await write((tx) => removeUser(tx, params));
      live.revoke(actor.organizationId, { kind: 'user', id: params.id });
    },
  }),
];
