import exec from 'k6/execution';
import { Counter, Rate, Trend } from 'k6/metrics';
import type { Counter as Desk } from '../realtime/contract/resources/counters.ts';
import type { Office } from '../realtime/contract/resources/offices.ts';
import type { Queue } from '../realtime/contract/resources/queues.ts';
import { duration, floods, phaseAt, ratio, type Phase, type Plan } from './site/phases.ts';
import { ask, made, signUp, type Newcomer } from './site/newcomer.ts';
import { number, SLOW_MS } from './site/settings.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * Nine organizations call next at a steady pace; in every other stretch of time a tenth sends ten times what its plan allows. How
 * much slower the nine are then than just before is the answer. Everybody asks from an address of their own, as through a proxy:
 * start the service with TRUSTED_PROXIES=loopback, or all of them share one address's limit.
 */
const QUIET = number('QUIET', 9, 2);
/** Rounds a second of each quiet organization: somebody joins, is called, served and finished. */
const RATE = number('RATE', 4, 2);
/** Requests a second that the noisy one's plan allows. */
const PACE = number('PACE', 300, 30);
const TIMES = 10;
const PLAN: Plan = {
  warmUp: number('WARM_UP', 5, 2),
  length: number('SECONDS', 10, 4),
  pairs: number('PAIRS', 3, 1),
};
/** Several take turns, so that one slow round does not keep the next one waiting for its counter. */
const DESKS = 8;

const called = new Trend('call_ms', true);
const worked = new Rate('quiet_worked');
const refused = new Counter('flood_refused');
const admitted = new Counter('flood_admitted');

const noisy = Object.fromEntries(
  floods(PLAN).map((at, n) => [
    `flood_${n + 1}`,
    {
      executor: 'constant-arrival-rate',
      exec: 'flood',
      startTime: `${at}s`,
      duration: `${PLAN.length}s`,
      rate: PACE * TIMES,
      timeUnit: '1s',
      preAllocatedVUs: number('FLOOD_VUS', 30, 10),
      gracefulStop: '1s',
    },
  ]),
);
const quiet = Object.fromEntries(
  Array.from({ length: QUIET }, (_, n) => [
    `quiet_${n + 1}`,
    {
      executor: 'constant-arrival-rate',
      exec: 'serveOne',
      env: { WHO: String(n) },
      duration: `${duration(PLAN)}s`,
      rate: RATE,
      timeUnit: '1s',
      preAllocatedVUs: 2,
      maxVUs: DESKS,
      gracefulStop: '5s',
    },
  ]),
);

export const options = {
  scenarios: { ...quiet, ...noisy },
  summaryTrendStats: STATS,
  thresholds: {
    // A threshold on something that never happened passes silently, so each has its count.
    'call_ms{phase:calm}': [`p(95)<${SLOW_MS}`],
    'call_ms{phase:flood}': [`p(95)<${SLOW_MS}`],
    'quiet_calls{phase:calm}': ['count>0'],
    'quiet_calls{phase:flood}': ['count>0'],
    flood_refused: ['count>0'],
    flood_admitted: ['count>0'],
    quiet_worked: ['rate==1'],
  },
};
const calls = new Counter('quiet_calls');

type Organization = Newcomer & { queueId: string; deskIds: string[] };
type Site = { began: number; quiet: Organization[]; noisy: Organization };

export function setup(): Site {
  const run = Date.now().toString(36);
  const all = Array.from({ length: QUIET + 1 }, (_, n) => opened(`noise-${run}-${n}`, `10.20.30.${n + 1}`));
  const [first, ...others] = all;
  if (!first) throw new Error('there is nobody');
  return { began: Date.now(), noisy: first, quiet: others };
}

export function serveOne(site: Site): void {
  const one = site.quiet[Number(__ENV['WHO'])];
  if (!one) throw new Error('there are fewer organizations than scenarios');
  const phase = phaseNow(site);
  const desk = one.deskIds[exec.scenario.iterationInTest % DESKS];
  const steps = [ask(one, 'POST', `/queues/${one.queueId}/entries`, {})];
  const call = ask(one, 'POST', `/queues/${one.queueId}/calls`, { counter_id: desk });
  called.add(call.timings.duration, { phase });
  calls.add(1, { phase });
  const entryId = call.status === 201 ? (call.json('entry.id') as string) : ''; // an entry has one
  steps.push(call, ask(one, 'POST', `/entries/${entryId}/service`, {}));
  steps.push(ask(one, 'POST', `/entries/${entryId}/completion`, {}));
  // Making an organization is a burst of changes, and its pace is used up for a moment.
  if (phase === 'warm-up') return;
  for (const { status } of steps) worked.add(status < 300);
}

/** Half reads, half calls for somebody who is not there: each locks the queue and finds nobody. */
export function flood(site: Site): void {
  const { noisy: one } = site;
  const response =
    exec.scenario.iterationInTest % 2 === 0
      ? ask(one, 'GET', `/queues/${one.queueId}`)
      : ask(one, 'POST', `/queues/${one.queueId}/calls`, { counter_id: one.deskIds[0] });
  (response.status === 429 || response.status === 503 ? refused : admitted).add(1);
}

type Values = Record<string, number>;

export function handleSummary(measured: Measured): Record<string, string> {
  const values = (name: string): Values => measured.metrics[name]?.values ?? {};
  const [calm, flooded] = [values('call_ms{phase:calm}'), values('call_ms{phase:flood}')];
  const row = (name: string) => {
    const [before, then] = [calm[name], flooded[name]];
    const times = ratio(before, then);
    return `${name.padEnd(6)} ${ms(before)} ms calm, ${ms(then)} ms under the flood: ${times === null ? '-' : `x ${times}`}`;
  };
  const did = `${QUIET} quiet organizations, ${RATE} rounds a second each; one at ${TIMES} x its ${PACE} requests a second`;
  return tell({ scenario: 'noisy-neighbour', did, more: ['med', 'p(95)', 'p(99)', 'max'].map(row) }, measured);
}

function ms(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(1);
}

function phaseNow({ began }: Site): Phase {
  return phaseAt((Date.now() - began) / 1000, PLAN);
}

function opened(slug: string, address: string): Organization {
  const owner = signUp(slug, address);
  const office = made<Office>(() => ask(owner, 'POST', '/offices', { name: 'Office' }));
  const queue = made<Queue>(() => ask(owner, 'POST', '/queues', { name: 'Queue', prefix: 'A', office_id: office.id }));
  const deskIds = Array.from({ length: DESKS }, (_, n) => {
    const desk = made<Desk>(() => ask(owner, 'POST', '/counters', { name: `Counter ${n}`, office_id: office.id }));
    made(() => ask(owner, 'PUT', `/counters/${desk.id}/session`, { queue_ids: [queue.id] }));
    return desk.id;
  });
  return { ...owner, queueId: queue.id, deskIds };
}
