import type { Called, Joined } from '../../../realtime/contract/commands.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { api, ApiProblem } from '../../shared/api.ts';
import { page } from '../../shared/page.ts';
import { forget, recall, remember } from '../../shared/storage.ts';

/** A real number in a real queue, called to a real counter; taken back afterwards, so that no figure counts it. */
export type TestTicket = {
  entryId: string;
  queueId: string;
  number: string;
  counter: string;
  /** What a patient would see. */
  link: string;
  /** Opened for this: closed again. */
  openedCounter: string | null;
};

const KEPT = `waitlessq:${page.organization.slug}:test-ticket`;

/** @throws ApiProblem */
export async function callTestTicket(
  queue: Queue,
  counter: Counter,
  wish: { key: string; reason: string },
): Promise<TestTicket> {
  await endTestTicket();
  if (queue.status !== 'open') await api.put(`/queues/${queue.id}/opening`);
  const opens = counter.session === null;
  if (opens) await api.put(`/counters/${counter.id}/session`, { queue_ids: [queue.id] });
  const joined = await api.post<Joined>(
    `/queues/${queue.id}/entries`,
    { note: wish.reason },
    { idempotencyKey: wish.key },
  );
  const ticket: TestTicket = {
    entryId: joined.entry.id,
    queueId: queue.id,
    number: joined.entry.ticket_number,
    counter: counter.name,
    link: joined.tracking_url,
    openedCounter: opens ? counter.id : null,
  };
  // Whoever closes the page now finds it again, and it is taken back then.
  remember(KEPT, JSON.stringify(ticket));
  await api.post<Called>(`/entries/${ticket.entryId}/calls`, { counter_id: counter.id, reason: wish.reason });
  return ticket;
}

/** Takes the test back, also one of an earlier visit that nobody ended. @throws ApiProblem */
export async function endTestTicket(): Promise<void> {
  const kept = recall(KEPT);
  if (kept === null) return;
  const { entryId, openedCounter } = JSON.parse(kept) as TestTicket; // written above
  await unlessOver(() => api.delete(`/entries/${entryId}?reason=test`));
  if (openedCounter !== null) await unlessOver(() => api.delete(`/counters/${openedCounter}/session`));
  forget(KEPT);
}

async function unlessOver(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    // Somebody on the staff screen, or the evening, was quicker.
    if (!(problem instanceof ApiProblem) || ![404, 409].includes(problem.status)) throw problem;
  }
}
