import { z } from 'zod';
import {
  changeSchedule,
  changeScheduleException,
  createSchedule,
  createScheduleException,
  importedHolidays,
  schedule,
  scheduleException,
} from '../../../realtime/contract/resources/schedules.ts';
import { changeScheduleException as changeException } from '../../commands/schedule-exceptions/change-schedule-exception.ts';
import { createScheduleException as createException } from '../../commands/schedule-exceptions/create-schedule-exception.ts';
import { importHolidays } from '../../commands/schedule-exceptions/import-holidays.ts';
import { removeScheduleException } from '../../commands/schedule-exceptions/remove-schedule-exception.ts';
import { changeSchedule as change } from '../../commands/schedules/change-schedule.ts';
import { createSchedule as create } from '../../commands/schedules/create-schedule.ts';
import { removeSchedule } from '../../commands/schedules/remove-schedule.ts';
import { scheduleException as oneException } from '../../queries/schedule-exceptions/schedule-exception.ts';
import { scheduleExceptions as listExceptions } from '../../queries/schedule-exceptions/schedule-exceptions.ts';
import { schedule as one } from '../../queries/schedules/schedule.ts';
import { schedules as list } from '../../queries/schedules/schedules.ts';
import { route } from '../route.ts';
import { byId, listed, listOf, listQuery } from '../schemas.ts';

const ofWhom = listQuery.extend({ provider_id: z.uuid().optional(), office_id: z.uuid().optional() });

export const schedules = [
  route({
    method: 'get',
    path: '/schedules',
    summary: 'Lists when providers regularly work, and where',
    permission: 'catalogue.read',
    query: ofWhom,
    answers: { 200: listOf(schedule) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/schedules',
    summary: 'Adds regular hours of a provider at an office, apart from all others of the provider',
    permission: 'catalogue.change',
    body: createSchedule,
    answers: { 201: schedule },
    run: ({ write }, { body }) => write((tx) => create(tx, body)),
  }),
  route({
    method: 'get',
    path: '/schedules/:id',
    summary: 'Reads regular hours',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: schedule },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/schedules/:id',
    summary: 'Changes regular hours; what is booked stays booked',
    permission: 'catalogue.change',
    params: byId,
    body: changeSchedule,
    answers: { 200: schedule },
    run: ({ write, expected }, { params, body }) => write((tx) => change(tx, { ...body, ...params, expected })),
  }),
  route({
    method: 'delete',
    path: '/schedules/:id',
    summary: 'Removes regular hours; what is booked stays booked',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeSchedule(tx, params)),
  }),
  route({
    method: 'get',
    path: '/schedule-exceptions',
    summary: 'Lists days that differ from the regular hours',
    permission: 'catalogue.read',
    query: ofWhom.extend({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    answers: { 200: listOf(scheduleException) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => listExceptions(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/schedule-exceptions',
    summary: 'Adds days that differ: closed, or open besides the regular hours',
    permission: 'catalogue.change',
    body: createScheduleException,
    answers: { 201: scheduleException },
    run: ({ write }, { body }) => write((tx) => createException(tx, body)),
  }),
  route({
    method: 'get',
    path: '/schedule-exceptions/:id',
    summary: 'Reads days that differ',
    permission: 'catalogue.read',
    params: byId,
    answers: { 200: scheduleException },
    run: ({ read }, { params }) => read((tx) => oneException(tx, params.id)),
  }),
  route({
    method: 'patch',
    path: '/schedule-exceptions/:id',
    summary: 'Changes days that differ',
    permission: 'catalogue.change',
    params: byId,
    body: changeScheduleException,
    answers: { 200: scheduleException },
    run: ({ write, expected }, { params, body }) =>
      write((tx) => changeException(tx, { ...body, ...params, expected })),
  }),
  route({
    method: 'delete',
    path: '/schedule-exceptions/:id',
    summary: 'Removes days that differ: the regular hours hold again',
    permission: 'catalogue.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => removeScheduleException(tx, params)),
  }),
  route({
    method: 'post',
    path: '/offices/:id/holidays',
    summary:
      'Closes an office on the whole days of a calendar of at most 512 KiB, two years ahead; a second time what has changed',
    permission: 'catalogue.change',
    params: byId,
    takes: { types: ['text/calendar'], mostBytes: 512 * 1024 },
    limit: { name: 'calendar', key: ({ actor }) => actor.organizationId },
    body: z.custom<Buffer>(Buffer.isBuffer, 'must be a calendar').meta({ type: 'string', format: 'binary' }),
    answers: { 200: importedHolidays },
    run: ({ write }, { params, body }) => write((tx) => importHolidays(tx, { office_id: params.id, content: body })),
  }),
];
