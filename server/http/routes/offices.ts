import { changeOffice, createOffice, office } from '../../../realtime/contract/resources/offices.ts';
import { changeOffice as change } from '../../commands/offices/change-office.ts';
import { createOffice as create } from '../../commands/offices/create-office.ts';
import { removeOffice } from '../../commands/offices/remove-office.ts';
import { renewPremisesCode } from '../../commands/offices/renew-premises-code.ts';
import { office as one } from '../../queries/offices/office.ts';
import { offices as list } from '../../queries/offices/offices.ts';
import { route } from '../route.ts';
import { active, byId, listed, listOf, listQuery } from '../schemas.ts';

export const offices = [
  route({
    method: 'get',
    path: '/offices',
    summary: 'Lists the offices',
    permission: 'catalogue.read',
    query: listQuery.extend({ active: active.optional() }),
    answers: { 200: listOf(office) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/offices',
    summary: 'Adds an office',
    permission: 'catalogue.change',
    body: createOffice,
    answers: { 201: office },
    run: ({ write, organization }, { body }) => write((tx) => create(tx, body, organization.time_zone)),
  }),
  route({
    method: 'get',
    path: '/offices/:id',
    summary: 'Reads an office',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: office },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/offices/:id',
    summary: 'Changes an office',
    permission: 'catalogue.change',
    params: byId,
    body: changeOffice,
    answers: { 200: office },
    run: ({ write, expected }, { params, body }) => write((tx) => change(tx, { ...body, ...params, expected })),
  }),
  route({
    method: 'post',
    path: '/offices/:id/premises-codes',
    summary: 'Makes a new code for the entrance; the old one is worth nothing any more',
    permission: 'catalogue.change',
    params: byId,
    answers: { 201: office },
    run: ({ write }, { params }) => write((tx) => renewPremisesCode(tx, params)),
  }),
  route({
    method: 'delete',
    path: '/offices/:id',
    summary: 'Removes an office, or deactivates it where history depends on it',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeOffice(tx, params)),
  }),
];
