import { collectDefaultMetrics, Registry } from 'prom-client';
import type { RealtimeStats } from '../../realtime/start-realtime.ts';
import type { DeliverMail } from '../integrations/mail/deliver-mail.ts';
import type { OnChecked } from '../jobs/check-domains.ts';
import type { JobCounts, OnCounted } from '../jobs/job-worker.ts';
import { accessMetrics } from './access.ts';
import { databaseMetrics } from './database.ts';
import { httpMetrics } from './http.ts';
import { liveMetrics } from './live.ts';
import { organizationMetrics } from './organizations.ts';
import { registerIn } from './register.ts';
import { wordsOf } from './words-of.ts';

/** Live delivery as far as it is read when somebody asks. */
type LiveReadings = { stats(): RealtimeStats; present(): ReadonlyMap<string, number> };

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Everything a node measures. The parts of the service are handed what they call and know nothing of this; nothing flows back.
 * @param live  null until there is one
 */
export function createMetrics(live: () => LiveReadings | null) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const register = registerIn(registry);
  const organizations = organizationMetrics(register, () => live()?.present() ?? new Map());
  const letters = register.counter(
    'waitlessq_letters_total',
    'Letters that the mail server has taken (sent) or not (failed)',
    ['outcome'],
    ['sent', 'failed'],
  );
  const domains = register.counter(
    'waitlessq_domain_checks_total',
    'Daily and hourly checks of custom domains, by result',
    ['result'],
    wordsOf<Parameters<OnChecked>[0]>({ found: 0, missing: 0, no_answer: 0 }),
  );
  const jobs = register.counter(
    'waitlessq_job_failures_total',
    'Work beside requests that failed, by what it was for',
    ['work'],
    wordsOf<JobName>({ usage: 0, clock: 0, domains: 0, afterwards: 0, pushes: 0, messages: 0, demo: 0 }),
  );

  const nothing: JobCounts = { planned: 0, late: 0, given_up: 0 };
  let counted: ReadonlyMap<string, number> = new Map(Object.entries(nothing));
  register.reading('waitlessq_jobs', 'Jobs of all nodes together, by what they wait for', 'state', () => counted);

  return {
    registry,
    live: liveMetrics(register, () => live()?.stats() ?? null),
    http: httpMetrics(register, (organizationId) => organizations.requested(organizationId)),
    database: databaseMetrics(register, (line, ms) => organizations.held(line, ms)),
    access: accessMetrics(register),
    domainChecked: ((result) => domains(result)) satisfies OnChecked,
    jobsCounted: ((counts: JobCounts) => {
      counted = new Map(Object.entries(counts));
    }) satisfies OnCounted,
    jobFailed: (job: JobName) => jobs(job),
    /** The same, counted. */
    counting:
      (deliver: DeliverMail): DeliverMail =>
      async (letter) => {
        const delivered = await deliver(letter);
        letters(delivered.outcome === 'sent' ? 'sent' : 'failed');
        return delivered;
      },
    rank: () => organizations.rank(),
  };
}

export type JobName = 'usage' | 'clock' | 'domains' | 'afterwards' | 'pushes' | 'messages' | 'demo';
