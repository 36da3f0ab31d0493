import { randomUUID } from 'node:crypto';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Audience } from '../../models/vocabulary.ts';
import { applyChange } from '../../realtime/contract/apply-change.ts';
import type { PublicBoard, PublicEntry, PublicQueue, StaffBoard, StaffEntry } from '../../realtime/contract/board.ts';
import type { BoardEvent, CommittedChange } from '../../realtime/contract/change.ts';
import type { Beat, Listener, Ports, Who } from '../../realtime/ports.ts';

/** In every name on paper; no public listener may ever receive it. */
export const CANARY = 'Canary Xylophone';

export type PaperQueue = ReturnType<typeof openPaperQueue>;
export type PaperClinic = ReturnType<typeof openPaperClinic>;

/** A clinic whose database is a sheet of paper: what was committed, in order, and the two boards that it led to. */
export function openPaperClinic(slug = `clinic-${randomUUID().slice(0, 8)}`) {
  const organizationId = randomUUID();
  const queues = new Map<string, PaperQueue>();
  const credentials = new Map<string, Listener>();
  const plan: { sockets: number | null } = { sockets: null };

  function admit(listener: Partial<Listener> & Pick<Listener, 'kind' | 'audience'>): string {
    const token = randomUUID();
    credentials.set(token, {
      organization_id: organizationId,
      id: randomUUID(),
      name: null,
      device: null,
      permissions: ['queue.watch'],
      queue_ids: 'all',
      expires_at: null,
      ...listener,
    });
    return token;
  }

  return {
    slug,
    organizationId,
    queues,
    credentials,
    /** How many sockets it may have at once; null: without limit. */
    plan,
    /** What the operator wrote on the sheet. */
    suspended: false,
    openQueue(): PaperQueue {
      const queue = openPaperQueue(organizationId);
      queues.set(queue.id, queue);
      return queue;
    },
    staff: (more: Partial<Listener> = {}) => admit({ kind: 'user', audience: 'staff', ...more }),
    patient: (queue: PaperQueue, more: Partial<Listener> = {}) =>
      admit({ kind: 'patient', audience: 'public', queue_ids: [queue.id], ...more }),
    display: (queue: PaperQueue, name: string) =>
      admit({ kind: 'device', device: 'display', audience: 'public', name, queue_ids: [queue.id] }),
  };
}

function openPaperQueue(organizationId: string) {
  const id = randomUUID();
  const queue: PublicQueue = {
    name: 'Consultation',
    prefix: 'A',
    office_id: randomUUID(),
    time_zone: 'Europe/Berlin',
    status: 'open',
    reason: null,
    until: null,
    counters: [],
  };
  const head = { queue_id: id, epoch: randomUUID(), version: 0, at: new Date(0).toISOString() };
  let publicBoard: PublicBoard = { ...head, queue, entries: [] };
  let staffBoard: StaffBoard = {
    ...head,
    queue: { ...queue, capacity: null, outcome_required: false, counters: [] },
    entries: [],
  };
  let log: CommittedChange[] = [];
  let joined = 0;

  function commit(event: BoardEvent['type'], entry: StaffEntry, removed: number[] = []): CommittedChange {
    const set = removed.includes(entry.seq) ? [] : [entry];
    const envelope = {
      queue_id: id,
      epoch: staffBoard.epoch,
      prev: staffBoard.version,
      version: staffBoard.version + 1,
      at: new Date().toISOString(),
      events: [{ type: event, seq: entry.seq, ticket_number: entry.ticket_number, counter: entry.counter }],
      removed,
    };
    const change: CommittedChange = {
      organization_id: organizationId,
      public: { ...envelope, set: set.map(inPublic) },
      staff: { ...envelope, set },
    };
    publicBoard = { ...applyChange(publicBoard, change.public), queue };
    staffBoard = { ...applyChange(staffBoard, change.staff), queue: staffBoard.queue };
    log.push(change);
    return change;
  }

  const first = (status: StaffEntry['status']) => {
    const entry = staffBoard.entries.find((one) => one.status === status);
    if (!entry) throw new Error(`nobody is ${status}`);
    return entry;
  };

  return {
    id,
    board: (audience: Audience) => (audience === 'staff' ? staffBoard : publicBoard),
    log: () => log,
    join(): CommittedChange {
      joined += 1;
      return commit('entry.joined', newEntry(joined));
    },
    call(): CommittedChange {
      const called = { ...first('waiting'), status: 'called' as const, counter: 'Counter 1' };
      return commit('entry.called', called);
    },
    finish(): CommittedChange {
      const { seq, ...entry } = first('called');
      return commit('entry.finished', { seq, ...entry }, [seq]);
    },
    /** The log is kept for a while only. */
    forgetLog(): void {
      log = [];
    },
    /** A restored backup: an older history goes on under another name. */
    restore(): void {
      const epoch = randomUUID();
      publicBoard = { ...publicBoard, epoch, version: 1, entries: [] };
      staffBoard = { ...staffBoard, epoch, version: 1, entries: [] };
      log = [];
    },
  };
}

function newEntry(seq: number): StaffEntry {
  const moment = new Date(seq * 60_000).toISOString();
  return {
    id: randomUUID(),
    seq,
    lane: 1,
    rank: seq * 1_000_000,
    ticket_number: `A${String(seq).padStart(3, '0')}`,
    status: 'waiting',
    counter: null,
    counter_id: null,
    called_at: null,
    call_seq: null,
    recalls: 0,
    coming: false,
    until: null,
    class: 'walk_in',
    patient_name: CANARY,
    phone: null,
    note: null,
    language: null,
    party_size: 1,
    joined_at: moment,
    due_at: moment,
    since: moment,
    snoozes: 0,
  };
}

function inPublic({
  seq,
  lane,
  rank,
  ticket_number,
  counter,
  called_at,
  call_seq,
  recalls,
  until,
  status,
}: StaffEntry) {
  if (status === 'parked') throw new Error('a parked person is not on the public board');
  return { seq, lane, rank, ticket_number, counter, called_at, call_seq, recalls, until, status } satisfies PublicEntry;
}

/** What a node may ask of the paper, and how often it did. */
export function paperPorts(clinics: readonly PaperClinic[]) {
  /** Whose rights had to be read anew. */
  const forgotten: { organizationId: string; who: Who }[] = [];
  const asked = { identify: 0, endedAmong: 0, readBoard: 0, missedChanges: 0, heads: 0, estimate: 0 };
  const kept: (Beat & { organizationId: string; device_id: string })[] = [];
  const waits: Record<string, [number, number][] | null> = {};
  const queueOf = (organizationId: string, queueId: string) =>
    clinics.find((clinic) => clinic.organizationId === organizationId)?.queues.get(queueId);

  const ports: Ports = {
    forget: (organizationId, who) => void forgotten.push({ organizationId, who }),
    async identify(slug, token) {
      asked.identify += 1;
      const clinic = clinics.find((one) => one.slug === slug);
      if (!clinic) throw new Refusal('unknown_organization');
      if (clinic.suspended) throw new Refusal('organization_suspended');
      const listener = clinics.map((one) => one.credentials.get(token)).find((found) => found !== undefined);
      if (!listener) throw new Refusal('unauthenticated');
      if (listener.organization_id !== clinic.organizationId) throw new Refusal('wrong_organization');
      if (listener.expires_at !== null && listener.expires_at <= Date.now()) throw new Refusal('token_expired');
      return { ...listener };
    },
    now: () => Date.now(),
    async endedAmong(organizationIds) {
      asked.endedAmong += 1;
      return organizationIds.filter((id) => clinics.find((clinic) => clinic.organizationId === id)?.suspended === true);
    },
    async mostSockets(organizationId) {
      return clinics.find((clinic) => clinic.organizationId === organizationId)?.plan.sockets ?? null;
    },
    async readBoard(organizationId, queueId, audience) {
      asked.readBoard += 1;
      return structuredClone(queueOf(organizationId, queueId)?.board(audience) ?? null);
    },
    async missedChanges(organizationId, queueId, since, audience) {
      asked.missedChanges += 1;
      const queue = queueOf(organizationId, queueId);
      if (!queue || queue.board(audience).epoch !== since.epoch) return null;
      const missed = queue.log().filter((change) => change.staff.version > since.version);
      if (missed.length !== queue.board(audience).version - since.version) return null;
      return structuredClone(missed.map((change) => change[audience]));
    },
    async heads(queues) {
      asked.heads += 1;
      return queues.flatMap(({ organization_id, queue_id }) => {
        const board = queueOf(organization_id, queue_id)?.board('public');
        return board ? [{ queue_id, epoch: board.epoch, version: board.version }] : [];
      });
    },
    async keepBeats(organizationId, beats) {
      kept.push(...beats.map((beat) => ({ organizationId, ...beat })));
    },
    async estimate(organizationId, queueId) {
      asked.estimate += 1;
      const board = queueOf(organizationId, queueId)?.board('public');
      if (!board) throw new Refusal('not_found');
      return { epoch: board.epoch, version: board.version, waits: waits[queueId] ?? null };
    },
  };
  return { ports, asked, waits, kept, forgotten };
}
