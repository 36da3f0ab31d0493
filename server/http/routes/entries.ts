import { z } from 'zod';
import { Refusal } from '../../../models/rules/refusal.ts';
import {
  called,
  callEntry,
  cancelEntry,
  finishEntry,
  moved,
  moveEntry,
  noteEntry,
  resumeEntry,
  returnEntry,
  transferEntry,
  transferred,
  why,
} from '../../../realtime/contract/commands.ts';
import { callEntry as call } from '../../commands/entries/call-entry.ts';
import { cancel } from '../../commands/entries/cancel.ts';
import { finish } from '../../commands/entries/finish.ts';
import { markNoShow } from '../../commands/entries/mark-no-show.ts';
import { move } from '../../commands/entries/move.ts';
import { noteEntry as note } from '../../commands/entries/note-entry.ts';
import { park } from '../../commands/entries/park.ts';
import { recall } from '../../commands/entries/recall.ts';
import { resume } from '../../commands/entries/resume.ts';
import { returnEntry as giveBack } from '../../commands/entries/return-entry.ts';
import { serve } from '../../commands/entries/serve.ts';
import { transfer } from '../../commands/entries/transfer.ts';
import { undo } from '../../commands/entries/undo.ts';
import { why as reasons } from '../../queries/why.ts';
import { route } from '../route.ts';
import { byId } from '../schemas.ts';

export const entries = [
  route({
    method: 'post',
    path: '/entries/:id/calls',
    summary: 'Calls this person out of turn',
    permission: 'entry.call',
    params: byId,
    body: callEntry,
    answers: { 201: called },
    run: ({ write }, { params, body }) => write((tx) => call(tx, { ...body, entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/recalls',
    summary: 'Announces a called person again',
    permission: 'entry.serve',
    params: byId,
    answers: { 201: moved },
    run: ({ write }, { params }) => write((tx) => recall(tx, { entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/service',
    summary: 'Begins the service: the person is here',
    permission: 'entry.serve',
    params: byId,
    answers: { 201: moved },
    run: ({ write }, { params }) => write((tx) => serve(tx, { entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/completion',
    summary: 'Ends the service',
    permission: 'entry.serve',
    params: byId,
    body: finishEntry,
    answers: { 201: moved },
    run: ({ write }, { params, body }) => write((tx) => finish(tx, { ...body, entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/no-show',
    summary: 'Marks a called person as missed',
    permission: 'entry.serve',
    params: byId,
    answers: { 201: moved },
    run: ({ write }, { params }) => write((tx) => markNoShow(tx, { entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/return',
    summary: 'Lets a called or missed person wait again',
    permission: 'entry.serve',
    params: byId,
    body: returnEntry,
    answers: { 201: moved },
    run: ({ write }, { params, body }) => write((tx) => giveBack(tx, { ...body, entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/parking',
    summary: 'Parks a person in the middle of the service: the counter is free',
    permission: 'entry.serve',
    params: byId,
    answers: { 201: moved },
    run: ({ write }, { params }) => write((tx) => park(tx, { entry_id: params.id })),
  }),
  route({
    method: 'delete',
    path: '/entries/:id/parking',
    summary:
      'Resumes the service of a parked person; the counter stands in the body or, where a body is lost on the way, in the query',
    permission: 'entry.serve',
    params: byId,
    query: resumeEntry,
    body: resumeEntry,
    answers: { 200: moved },
    run: ({ write }, { params, query, body }) =>
      write((tx) => resume(tx, { entry_id: params.id, counter_id: body.counter_id ?? query.counter_id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/transfers',
    summary: 'Sends a person to another queue with the same ticket number',
    permission: 'entry.transfer',
    params: byId,
    body: transferEntry,
    answers: { 201: transferred },
    run: ({ write }, { params, body }) => write((tx) => transfer(tx, { ...body, entry_id: params.id })),
  }),
  route({
    method: 'post',
    path: '/entries/:id/undo',
    summary: 'Takes back the last move, within two minutes and by whoever made it',
    permission: 'entry.undo',
    params: byId,
    answers: { 201: moved },
    run: ({ write }, { params }) => write((tx) => undo(tx, { entry_id: params.id })),
  }),
  route({
    method: 'put',
    path: '/entries/:id/position',
    summary: 'Moves a waiting person to another place',
    permission: 'entry.move',
    params: byId,
    body: moveEntry,
    answers: { 200: moved },
    run: ({ write }, { params, body }) => write((tx) => move(tx, { ...body, entry_id: params.id })),
  }),
  route({
    method: 'put',
    path: '/entries/:id/note',
    summary: 'Writes down what staff should know of a person, or takes it away',
    permission: 'entry.serve',
    params: byId,
    body: noteEntry,
    answers: { 200: moved },
    run: ({ write }, { params, body }) => write((tx) => note(tx, { ...body, entry_id: params.id })),
  }),
  route({
    method: 'delete',
    path: '/entries/:id',
    summary: 'Cancels a stay; the reason stands in the body or, where a body is lost on the way, in the query',
    permission: 'entry.cancel',
    params: byId,
    query: z.strictObject({ reason: cancelEntry.shape.reason.optional() }),
    body: cancelEntry.partial(),
    answers: { 200: moved },
    run({ write }, { params, query, body }) {
      const reason = body.reason ?? query.reason;
      if (reason === undefined) throw new Refusal('reason_required');
      return write((tx) => cancel(tx, { entry_id: params.id, reason }));
    },
  }),
  route({
    method: 'get',
    path: '/entries/:id/why',
    summary: 'Says why this person was called and nobody else',
    permission: 'entry.read',
    params: byId,
    answers: { 200: why },
    run: ({ read }, { params }) => read((tx) => reasons(tx, params.id)),
  }),
];
