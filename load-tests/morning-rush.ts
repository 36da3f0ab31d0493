import exec from 'k6/execution';
import { sleep } from 'k6';
import { Counter } from 'k6/metrics';
import { setTimeout } from 'k6/timers';
import type { Called, Joined } from '../realtime/contract/commands.ts';
import type { Change } from './live/follower.ts';
import { Screen } from './live/screen.ts';
import { command, commandSoon } from './site/ask.ts';
import { addressOf, organization, ORGANIZATIONS } from './site/organizations.ts';
import { ADDRESSES, LATE_MS, number, SLOW_MS } from './site/settings.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * The door opens, and everybody who waited outside takes a number at once. Each follows the own link on a phone; the counters call one
 * after the other until nobody waits. Everybody is called once, hears it in time, and is served.
 */
const PEOPLE = number('PEOPLE', 50, 8);
const RUSH_SECONDS = number('RUSH_SECONDS', 30, 3);
/** How long a counter talks to somebody. */
const TALK_SECONDS = number('TALK_SECONDS', 0.5, 0.2);
/** When whoever still waits has waited in vain. */
const SECONDS = number('SECONDS', 180, 15);
/** k6's own workers, for the people and for the counters. */
const WORKERS = Math.min(number('SCREEN_WORKERS', 4, 2), ORGANIZATIONS);
const COUNTERS = number('COUNTERS', 2, 2);
const ALL = PEOPLE * ORGANIZATIONS;

const once = { executor: 'per-vu-iterations', iterations: 1, maxDuration: `${SECONDS + 30}s` };
export const options = {
  scenarios: {
    people: { ...once, exec: 'come', vus: WORKERS },
    counters: { ...once, exec: 'call', vus: ORGANIZATIONS * COUNTERS },
  },
  summaryTrendStats: STATS,
  thresholds: {
    people_joined: [`count==${ALL}`],
    people_called: [`count==${ALL}`],
    people_served: [`count==${ALL}`],
    called_twice: ['count==0'],
    foreign_changes: ['count==0'],
    duplicates: ['count==0'],
    commands_failed: ['rate==0'],
    'command_ms{name:join}': [`p(95)<${SLOW_MS}`],
    'command_ms{name:call}': [`p(95)<${SLOW_MS}`],
    lateness_ms: [`p(99)<${LATE_MS}`],
  },
};

const joined = new Counter('people_joined');
const called = new Counter('people_called');
const served = new Counter('people_served');

export function come(): void {
  const mine = Array.from({ length: ORGANIZATIONS }, (_, n) => n).filter(
    (n) => n % WORKERS === exec.scenario.iterationInTest,
  );
  for (const n of mine) {
    for (let person = 0; person < PEOPLE; person++) {
      // Most come at the very beginning.
      const at = RUSH_SECONDS * 1_000 * Math.random() ** 2;
      setTimeout(() => void takeNumber(n), at);
    }
  }
}

async function takeNumber(n: number): Promise<void> {
  const { slug, queue_id: queueId } = organization(n);
  const own = await commandSoon<Joined>(n, 'join', `/queues/${queueId}/entries`, {});
  if (own === null) return;
  joined.add(1);
  const { entry, tracking_token: token } = own;
  let isCalled = entry.status === 'called';
  const phone = new Screen({
    ...{ kind: 'phone', slug, queueId, token, first: entry.seq, from: addressOf(n), addresses: ADDRESSES },
    changed: ({ events, removed }: Change) => {
      if (events.some(({ type, seq }) => type === 'entry.called' && seq === entry.seq)) isCalled = hear(isCalled);
      if (!removed.includes(entry.seq)) return;
      served.add(1);
      phone.stop();
    },
    // Called before the line stood: the first board says so.
    current: ({ entries }) => {
      const own = entries.find(({ seq }) => seq === entry.seq) as { status?: string } | undefined; // as the contract says
      if (own?.status === 'called' || own?.status === 'serving') isCalled = hear(isCalled);
      if (own !== undefined) return;
      hear(isCalled);
      served.add(1);
      phone.stop();
    },
  });
  setTimeout(() => phone.stop(), exec.scenario.startTime + SECONDS * 1_000 - Date.now());
}

function hear(before: boolean): true {
  if (!before) called.add(1);
  return true;
}

/** One counter of one organization. */
export function call(): void {
  const mine = exec.scenario.iterationInTest;
  const n = mine % ORGANIZATIONS;
  const { queue_id, counter_ids } = organization(n);
  const counter_id = counter_ids[Math.floor(mine / ORGANIZATIONS)];
  if (counter_id === undefined) throw new Error('there are fewer counters: npm run load -- seed --counters ...');
  const ends = exec.scenario.startTime + SECONDS * 1_000;
  let idleSince: number | null = null;
  while (Date.now() < ends && (idleSince === null || Date.now() - idleSince < RUSH_SECONDS * 1_000 + 2_000)) {
    const next = command<Called>(n, 'call', `/queues/${queue_id}/calls`, { counter_id }, { no: 'queue_empty' });
    if (next === null) {
      idleSince ??= Date.now();
      sleep(0.5);
      continue;
    }
    idleSince = null;
    command(n, 'serve', `/entries/${next.entry.id}/service`, {});
    sleep(TALK_SECONDS);
    command(n, 'finish', `/entries/${next.entry.id}/completion`, {});
  }
}

export function handleSummary(measured: Measured): Record<string, string> {
  const did = `${PEOPLE} people come to each of ${ORGANIZATIONS} organizations within ${RUSH_SECONDS} s; ${COUNTERS} counters each`;
  return tell({ scenario: 'morning-rush', did }, measured);
}
