import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, Response } from 'express';
import express from 'express';
import { jsonBody } from '../../../server/http/middleware/json-body.ts';

/** A request that has come as a whole, and what the next one in the row is told. */
async function read(text: string, { lineBreaks = false } = {}): Promise<{ body: unknown; error: unknown }> {
  const socket = new Socket();
  const message = new IncomingMessage(socket);
  message.method = 'POST';
  message.headers = { 'content-type': 'application/json', 'content-length': String(text.length) };
  message.push(text);
  message.push(null);
  if (lineBreaks) {
    socket.destroy();
    await new Promise((resolve) => socket.once('close', resolve));
  }
  const request = Object.setPrototypeOf(message, express.request) as Request; // as Express itself makes one
  const response = new ServerResponse(message) as Response; // nothing of Express's is used
  const error = await new Promise((resolve) => void jsonBody(request, response, resolve));
  return { body: request.body as unknown, error };
}

test('a body is read', async () => {
  expect(await read('{"name":"Ada"}')).toMatchObject({ body: { name: 'Ada' }, error: undefined });
});

test('a request whose line broke before its body was read is not carried out without it', async () => {
  const { body, error } = await read('{"name":"Ada"}', { lineBreaks: true });
  expect(body).toBeUndefined();
  expect(error).toMatchObject({ code: 'unavailable' });
});
