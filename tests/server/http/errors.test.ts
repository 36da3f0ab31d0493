import { ConnectionAcquireTimeoutError, DatabaseError } from 'sequelize';
import { Refusal } from '../../../models/rules/refusal.ts';
import { problemOf, refusalOf } from '../../../server/http/errors.ts';

const postgres = (code: string, constraint?: string) =>
  Object.assign(new Error(`SELECT secret: ${code}`), { code, ...(constraint && { constraint }) });

test.each([
  ['a refusal', new Refusal('queue_empty'), 'queue_empty'],
  ['a unique violation', postgres('23505', 'offices_name'), 'already_taken'],
  ['a unique violation with a meaning', postgres('23505', 'entries_one_per_person'), 'already_waiting'],
  ['a reference', postgres('23503'), 'in_use'],
  ['the same inside a model', new DatabaseError(postgres('23505') as never), 'already_taken'],
  ['a lock that took too long', postgres('55P03'), 'unavailable'],
  ['a statement that took too long', postgres('57014'), 'unavailable'],
  ['a server that stops', postgres('57P01'), 'unavailable'],
  ['a server with too many connections', postgres('53300'), 'unavailable'],
  ['a broken connection', postgres('08006'), 'unavailable'],
  ['nobody there', postgres('ECONNREFUSED'), 'unavailable'],
  ['a line that ended', new Error('Connection terminated unexpectedly'), 'unavailable'],
  [
    'a line that is known to have ended',
    new Error(`Client has encountered a connection error and is not queryable`),
    'unavailable',
  ],
  ['a disk without room', postgres('53100'), 'unavailable'],
  ['the same inside a model', new DatabaseError(postgres('53100') as never), 'unavailable'],
  ['no connection free', new ConnectionAcquireTimeoutError(new Error('timeout')), 'unavailable'],
  ['a syntax error of ours', postgres('42601'), 'internal_error'],
  ['anything else', new TypeError('x is not a function'), 'internal_error'],
  ['what is no error at all', 'text', 'internal_error'],
])('%s is answered as such', (_what, error, code) => {
  const refusal = refusalOf(error);
  expect(refusal.code).toBe(code);
  const text = JSON.stringify(problemOf(refusal, 'r1'));
  expect(text).not.toMatch(/SELECT|secret|constraint|offices_name|not a function/);
});
