import { number, SLOW_MS } from './settings.ts';
import { RAMP } from './screens.ts';

/** Rounds a second in all organizations together: each is four commands. */
export const RATE = number('RATE', 25, 3);

/** Staff who work at a steady pace, whether the service keeps up or not. */
export const staff = (seconds: number) => ({
  executor: 'constant-arrival-rate',
  exec: 'work',
  startTime: `${RAMP}s`,
  duration: `${seconds}s`,
  rate: RATE,
  timeUnit: '1s',
  preAllocatedVUs: Math.max(4, Math.ceil(RATE / 2)),
  maxVUs: Math.max(10, RATE * 4),
  gracefulStop: '2s',
});

export const STAFF_THRESHOLDS: Record<string, string[]> = {
  commands_failed: ['rate==0'],
  'command_ms{name:call}': [`p(95)<${SLOW_MS}`],
};
