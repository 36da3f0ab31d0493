import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type Request, type Response } from 'express';
import { tellTime } from '../../../server/http/middleware/tell-time.ts';

test('screens are told the time of all nodes, not that of this machine', () => {
  const message = new IncomingMessage(new Socket());
  // As Express itself makes them.
  const response = Object.setPrototypeOf(new ServerResponse(message), express.response) as Response;
  let passedOn = 0;
  void tellTime(() => Date.parse('2030-01-02T03:04:05Z'))(message as Request, response, () => passedOn++);
  expect(response.getHeader('Date')).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
  expect(passedOn).toBe(1);
});
