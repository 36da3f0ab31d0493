import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

/** One JSON object a line. Between the lines for people in a terminal, only what is wrong. */
export function createLog(level: Config['logLevel']): Logger {
  return pino({
    level: level ?? (process.stdout.isTTY ? 'warn' : 'info'),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutData, error: withoutData },
  });
}

/** A database's error carries the statement's values, which may be somebody's name. */
function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const cause = error.cause === undefined ? {} : { cause: withoutData(error.cause) };
  return { type: name, message, ...('code' in error && { code: error.code }), stack, ...cause };
}
