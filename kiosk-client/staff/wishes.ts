import type { Called, Entry, Joined, JoinQueue, OpenSession, Why } from '../../realtime/contract/commands.ts';
import type { UndoableMove } from '../../models/rules/entry-lifecycle.ts';
import { api } from '../shared/api.ts';
import type { Wish } from './asking.ts';
import type { Placed } from './next-person.ts';

/** Every command that the staff's buttons ask for, as the service takes it. */

type Moved = { entry: Entry };
/** What has just been done, by its move, so that it can be taken back. */
export type DoneMove = (move: UndoableMove, entry: Pick<Entry, 'id' | 'ticket_number'>) => void;

const withKey = (idempotencyKey: string) => ({ idempotencyKey });

export function wishesOf(counterId: string, done: DoneMove) {
  const moved = (move: UndoableMove) => (answer: Moved) => done(move, answer.entry);

  const callNext = (queueId: string, key: string) =>
    api.post<Called>(`/queues/${queueId}/calls`, { counter_id: counterId }, withKey(key));
  const finish = ({ entry }: Placed, outcome: string | null, key: string) =>
    api.post<Moved>(`/entries/${entry.id}/completion`, outcome === null ? {} : { outcome }, withKey(key));

  return {
    callNext: (next: Placed): Wish<Called> => ({
      name: `call_next ${next.board.queue_id}`,
      send: (key) => callNext(next.board.queue_id, key),
      done: moved('call'),
    }),
    /** Two commands under one wish: asked again, each is recognised by its own key. */
    finishAndCallNext: (present: Placed, next: Placed, outcome: string | null): Wish<Called> => ({
      name: `finish_and_call ${next.board.queue_id} ${outcome ?? ''}`,
      send: async (key) => {
        const finished = await finish(present, outcome, `${key}-finish`);
        // Kept even if the call is refused: somebody else may have called the last one.
        done('finish', finished.entry);
        return callNext(next.board.queue_id, `${key}-call`);
      },
      done: moved('call'),
    }),
    finish: (present: Placed, outcome: string | null): Wish<Moved> => ({
      name: outcome === null ? 'finish' : `finish ${outcome}`,
      send: (key) => finish(present, outcome, key),
      done: moved('finish'),
    }),
    serve: ({ entry }: Placed): Wish<Moved> => ({
      name: 'serve',
      send: (key) => api.post<Moved>(`/entries/${entry.id}/service`, {}, withKey(key)),
      done: moved('serve'),
    }),
    recall: ({ entry }: Placed): Wish<Moved> => ({
      name: 'recall',
      send: (key) => api.post<Moved>(`/entries/${entry.id}/recalls`, {}, withKey(key)),
    }),
    noShow: ({ entry }: Placed): Wish<Moved> => ({
      name: 'no_show',
      send: (key) => api.post<Moved>(`/entries/${entry.id}/no-show`, {}, withKey(key)),
      done: moved('no_show'),
    }),
    park: ({ entry }: Placed): Wish<Moved> => ({
      name: 'park',
      send: (key) => api.post<Moved>(`/entries/${entry.id}/parking`, {}, withKey(key)),
      done: moved('park'),
    }),
    resume: ({ entry }: Placed): Wish<Moved> => ({
      name: `resume ${entry.id}`,
      send: (key) => api.delete<Moved>(`/entries/${entry.id}/parking`, { counter_id: counterId }, withKey(key)),
      done: moved('resume'),
    }),
    returnToQueue: ({ entry }: Placed, placement: 'first' | 'last' | 'fair'): Wish<Moved> => ({
      name: `return ${entry.id} ${placement}`,
      send: (key) => api.post<Moved>(`/entries/${entry.id}/return`, { placement }, withKey(key)),
      done: moved('return'),
    }),
    callThisOne: ({ entry }: Placed, reason: string): Wish<Called> => ({
      name: `call ${entry.id} ${reason}`,
      send: (key) => api.post<Called>(`/entries/${entry.id}/calls`, { counter_id: counterId, reason }, withKey(key)),
      done: moved('call'),
    }),
    transfer: ({ entry }: Placed, queueId: string, placement: 'first' | 'last' | 'keep'): Wish<Moved> => ({
      name: `transfer ${entry.id} ${queueId} ${placement}`,
      send: (key) => api.post<Moved>(`/entries/${entry.id}/transfers`, { queue_id: queueId, placement }, withKey(key)),
      done: moved('transfer'),
    }),
    moveTo: ({ entry }: Placed, position: number, reason: string): Wish<Moved> => ({
      name: `move ${entry.id} ${position} ${reason}`,
      send: (key) => api.put<Moved>(`/entries/${entry.id}/position`, { position, reason }, withKey(key)),
      done: moved('move'),
    }),
    cancel: ({ entry }: Placed, reason: string): Wish => ({
      name: `cancel ${entry.id} ${reason}`,
      send: (key) => api.delete(`/entries/${entry.id}`, { reason }, withKey(key)),
      done: () => done('cancel', entry),
    }),
    note: ({ entry }: Placed, note: string): Wish<Moved> => ({
      name: `note ${entry.id} ${note}`,
      send: (key) => api.put<Moved>(`/entries/${entry.id}/note`, { note }, withKey(key)),
    }),
    undo: (entryId: string): Wish<Moved> => ({
      name: 'undo',
      send: (key) => api.post<Moved>(`/entries/${entryId}/undo`, {}, withKey(key)),
    }),
    openCounter: (session: OpenSession, name: string): Wish => ({
      name,
      send: (key) => api.put(`/counters/${counterId}/session`, session, withKey(key)),
    }),
    closeCounter: (): Wish => ({
      name: 'close_counter',
      send: (key) => api.delete(`/counters/${counterId}/session`, undefined, withKey(key)),
    }),
  };
}

export type Wishes = ReturnType<typeof wishesOf>;

export function addPerson(queueId: string, person: JoinQueue, joined: (answer: Joined) => void): Wish<Joined> {
  return {
    name: 'add',
    send: (key) => api.post<Joined>(`/queues/${queueId}/entries`, person, withKey(key)),
    done: joined,
  };
}

/** What a manager does to a queue. */
export const queueWishes = {
  open: (id: string): Wish => ({ name: `queue ${id}`, send: () => api.put(`/queues/${id}/opening`, {}) }),
  close: (id: string): Wish => ({ name: `queue ${id}`, send: () => api.delete(`/queues/${id}/opening`) }),
  pause: (id: string, reason: string, until: string | null): Wish => ({
    name: `pause ${id} ${reason}`,
    send: () => api.put(`/queues/${id}/pause`, until === null ? { reason } : { reason, until }),
  }),
  continue: (id: string): Wish => ({ name: `queue ${id}`, send: () => api.delete(`/queues/${id}/pause`) }),
};

export function readWhy(entryId: string): Promise<Why> {
  return api.get<Why>(`/entries/${entryId}/why`);
}
