import type { CommittedChange, PublicChange } from '../realtime/contract/change.ts';
import { packChange } from '../realtime/contract/pack-change.ts';
import type { Ports } from '../realtime/ports.ts';

/**
 * Organizations without a database, for measuring delivery alone: number n has so many queues, everybody may listen, and every
 * change follows the one before. All ids follow from the numbers, so that processes need not tell each other.
 */
export const slugOf = (organization: number) => `clinic-${organization}`;
export const organizationIdOf = (organization: number) => paperId(1, organization);
export const queueIdOf = (organization: number, queue: number) => paperId(2 + queue, organization);

const EPOCH = 'on-paper';

export function paperClinics() {
  const versions = new Map<string, number>();
  const head = (queueId: string) => ({ queue_id: queueId, epoch: EPOCH, version: versions.get(queueId) ?? 0 });

  const ports: Ports = {
    async identify(slug) {
      return {
        organization_id: organizationIdOf(Number(slug.slice('clinic-'.length))),
        kind: 'patient',
        id: paperId(0, 0),
        name: null,
        device: null,
        audience: 'public',
        permissions: ['queue.watch'],
        queue_ids: 'all',
        expires_at: null,
      };
    },
    now: Date.now,
    forget: () => undefined,
    endedAmong: async () => [],
    mostSockets: async () => null,
    readBoard: async (_organizationId, queueId) => ({ ...head(queueId), at: AT, queue: QUEUE, entries: [] }),
    missedChanges: async () => null,
    heads: async (queues) => queues.map(({ queue_id }) => head(queue_id)),
    keepBeats: async () => undefined,
    estimate: async (_organizationId, queueId) => ({ ...head(queueId), waits: null }),
  };

  return {
    ports,
    /** Somebody has been called, and somebody has gone: with its frame some 300 bytes, as most changes are. */
    commit(organization: number, queue: number): CommittedChange {
      const queueId = queueIdOf(organization, queue);
      const prev = versions.get(queueId) ?? 0;
      versions.set(queueId, prev + 1);
      const change = changeOf(queueId, prev);
      // Nobody among the staff listens.
      return {
        organization_id: organizationIdOf(organization),
        public: change,
        staff: { ...change, set: [], queue: undefined },
      };
    },
  };
}

/** The same message as the service would write it, for those it is measured beside. */
export function frameOf(organization: number, queue: number, prev: number): string {
  return `42/org/${slugOf(organization)},${JSON.stringify(['queue:changed', packChange(changeOf(queueIdOf(organization, queue), prev))])}`;
}

export function changeOf(queueId: string, prev: number): PublicChange {
  const at = new Date().toISOString();
  return {
    queue_id: queueId,
    epoch: EPOCH,
    prev,
    version: prev + 1,
    at,
    events: [{ type: 'entry.called', seq: prev, ticket_number: 'A001', counter: 'Room 1' }],
    set: [
      {
        seq: prev,
        lane: 1,
        rank: prev * 60_000,
        ticket_number: 'A001',
        counter: 'Room 1',
        called_at: at,
        call_seq: prev,
        recalls: 0,
        until: null,
        status: 'called',
      },
    ],
    removed: [prev - 1],
  };
}

const AT = new Date(0).toISOString();
const QUEUE = {
  name: 'Consultation',
  prefix: 'A',
  office_id: paperId(0, 0),
  time_zone: 'UTC',
  status: 'open' as const,
  reason: null,
  until: null,
  counters: [],
};

function paperId(kind: number, number: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `${hex(kind, 8)}-0000-4000-8000-${hex(number, 12)}`;
}
