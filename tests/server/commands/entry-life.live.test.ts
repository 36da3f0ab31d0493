import { v7 as uuidv7 } from 'uuid';
import { closeSession, openSession } from '../../../server/commands/counters/session.ts';
import { arrive } from '../../../server/commands/entries/arrive.ts';
import { callEntry } from '../../../server/commands/entries/call-entry.ts';
import { cancel } from '../../../server/commands/entries/cancel.ts';
import { come } from '../../../server/commands/entries/come.ts';
import { finish } from '../../../server/commands/entries/finish.ts';
import { joinQueue } from '../../../server/commands/entries/join-queue.ts';
import { leave } from '../../../server/commands/entries/leave.ts';
import { markNoShow } from '../../../server/commands/entries/mark-no-show.ts';
import { move } from '../../../server/commands/entries/move.ts';
import { noteEntry } from '../../../server/commands/entries/note-entry.ts';
import { park } from '../../../server/commands/entries/park.ts';
import { recall } from '../../../server/commands/entries/recall.ts';
import { resume } from '../../../server/commands/entries/resume.ts';
import { returnEntry } from '../../../server/commands/entries/return-entry.ts';
import { serve } from '../../../server/commands/entries/serve.ts';
import { snooze } from '../../../server/commands/entries/snooze.ts';
import { transfer } from '../../../server/commands/entries/transfer.ts';
import { undo } from '../../../server/commands/entries/undo.ts';
import { closeQueue, continueQueue, openQueue, pauseQueue } from '../../../server/commands/queues/set-status.ts';
import { closeDays, fireTimers } from '../../../server/jobs/clock.ts';
import { trackedEntry } from '../../../server/queries/tracked-entry.ts';
import { why } from '../../../server/queries/why.ts';
import { CANARY_PHONE, openClinic, type Clinic } from '../../support/clinic.ts';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({ at: '2026-03-10T08:00:00Z' });
});
afterAll(() => clinic.close());
beforeEach(() => clinic.setClock('2026-03-10T08:00:00Z'));

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
let prefix = 0;
/** A fresh queue with one counter: every test has its own waiting room. */
async function waitingRoom(policy: Parameters<Clinic['queue']>[1] = {}, more: Parameters<Clinic['queue']>[2] = {}) {
  const name = String.fromCharCode(65 + Math.floor(prefix / 26), 65 + (prefix++ % 26));
  const queue = await clinic.queue(name, policy, more);
  return { queue, room: await clinic.counter([queue]), number: (n: number) => `${name}${String(n).padStart(3, '0')}` };
}

describe('joining', () => {
  test('people get the next number of the day and wait in the order they came', async () => {
    const { queue, number } = await waitingRoom();
    const first = await clinic.join(queue);
    const second = await clinic.join(queue);
    expect([first.ticket_number, second.ticket_number]).toEqual([number(1), number(2)]);
    expect([first.position, second.position]).toEqual([1, 2]);
    expect(await clinic.numbers(queue, 'waiting')).toEqual([number(1), number(2)]);
  });

  test('an urgent person waits before everybody else', async () => {
    const { queue, number } = await waitingRoom();
    await clinic.join(queue);
    const urgent = await clinic.join(queue, { priority: 'urgent' });
    expect(urgent.position).toBe(1);
    expect(await clinic.numbers(queue, 'waiting')).toEqual([number(2), number(1)]);
  });

  test('a closed queue, a full queue and a second stay of the same person are refused', async () => {
    const { queue } = await waitingRoom({}, { capacity: 1 });
    await clinic.join(queue, { phone: CANARY_PHONE });
    await expect(clinic.join(queue)).rejects.toEqual(refused('queue_full'));
    await clinic.act(clinic.manager, (tx) => closeQueue(tx, { queue_id: queue }));
    await expect(clinic.join(queue)).rejects.toEqual(refused('queue_closed'));
    const roomy = await waitingRoom();
    await clinic.join(roomy.queue, { phone: CANARY_PHONE });
    await expect(clinic.join(roomy.queue, { phone: '+49 1511 2345678' })).rejects.toEqual(refused('already_waiting'));
  });

  test('a passer-by joins only where the queue allows it, and never as urgent', async () => {
    const { queue } = await waitingRoom({}, { public_join: true });
    const hidden = await waitingRoom();
    const passerBy = { kind: 'public', organizationId: clinic.organizationId, id: null } as const;
    await clinic.act(passerBy, (tx) => joinQueue(tx, { queue_id: queue }));
    await expect(clinic.act(passerBy, (tx) => joinQueue(tx, { queue_id: hidden.queue }))).rejects.toEqual(
      refused('not_found'),
    );
    await expect(clinic.act(passerBy, (tx) => joinQueue(tx, { queue_id: queue, priority: 'urgent' }))).rejects.toEqual(
      refused('unauthenticated'),
    );
  });
});

describe('calling', () => {
  test('the first in line is called to the counter, and the call says why', async () => {
    const { queue, room, number } = await waitingRoom();
    const first = await clinic.join(queue);
    await clinic.join(queue);
    const called = await clinic.callNext(queue, room);
    expect(called).toMatchObject({ id: first.id, status: 'called', call_seq: 1, counter_id: room });
    const reason = await clinic.snapshot(clinic.staff, (tx) => why(tx, first.id));
    expect(reason.sentence).toContain(`because it was due before ${number(2)}`);
    expect(reason.candidates.map(({ ticket_number }) => ticket_number)).toEqual([number(1), number(2)]);
  });

  test('whoever still stands at a counter is told of, also when nobody else waits', async () => {
    const { queue, room } = await waitingRoom();
    await clinic.join(queue);
    await clinic.callNext(queue, room);
    await expect(clinic.callNext(queue, room)).rejects.toEqual(refused('counter_busy'));
  });

  test('a counter with somebody, a counter that is not open, an empty queue and a paused queue call nobody', async () => {
    const { queue, room } = await waitingRoom();
    const elsewhere = await clinic.counter([]);
    await expect(clinic.callNext(queue, room)).rejects.toEqual(refused('queue_empty'));
    await clinic.join(queue);
    await clinic.join(queue);
    await expect(clinic.callNext(queue, elsewhere)).rejects.toEqual(refused('counter_not_open'));
    await clinic.act(clinic.manager, (tx) => pauseQueue(tx, { queue_id: queue, reason: 'fire drill' }));
    await expect(clinic.callNext(queue, room)).rejects.toEqual(refused('queue_paused'));
    await clinic.act(clinic.manager, (tx) => continueQueue(tx, { queue_id: queue }));
    await clinic.callNext(queue, room);
    await expect(clinic.callNext(queue, room)).rejects.toEqual(refused('counter_busy'));
  });

  test('staff may call somebody out of turn, and the reason is kept', async () => {
    const { queue, room } = await waitingRoom();
    await clinic.join(queue);
    const second = await clinic.join(queue);
    const called = await clinic.act(clinic.staff, (tx) =>
      callEntry(tx, { entry_id: second.id, counter_id: room, reason: 'in pain' }),
    );
    expect(called.call_seq).toBe(1);
    expect((await clinic.snapshot(clinic.staff, (tx) => why(tx, second.id))).sentence).toContain(
      'picked by hand: in pain',
    );
  });

  test('a recall is announced again, not too soon and not too often', async () => {
    const { queue, room } = await waitingRoom({ recall_limit: 2, recall_pause: 10 });
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    const again = () => clinic.act(clinic.staff, (tx) => recall(tx, { entry_id: id }));
    await expect(again()).rejects.toEqual(refused('recall_too_soon'));
    clinic.pass({ seconds: 10 });
    await again();
    clinic.pass({ seconds: 10 });
    expect((await again()).entry.recalls).toBe(2);
    clinic.pass({ seconds: 10 });
    await expect(again()).rejects.toEqual(refused('recall_limit'));
  });

  test('someone who does not come within the grace time counts as missed, and later can no longer return', async () => {
    const { queue, room } = await waitingRoom({ grace: 5, restore: 30 });
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    const tick = () => fireTimers(clinic.database, clinic.lawfulDoors, clinic.clock());
    clinic.pass({ minutes: 4 });
    await tick();
    expect(await clinic.numbers(queue, 'called')).toHaveLength(1);
    clinic.pass({ minutes: 1 });
    await tick();
    expect(await clinic.numbers(queue, 'no_show')).toHaveLength(1);
    clinic.pass({ minutes: 30 });
    await expect(clinic.act(clinic.staff, (tx) => returnEntry(tx, { entry_id: id }))).rejects.toEqual(
      refused('return_window_over'),
    );
    await tick();
    expect((await clinic.boards(queue)).staff.entries).toEqual([]);
  });

  test('a grace timer that comes late does nothing: the person is being served', async () => {
    const { queue, room } = await waitingRoom({ grace: 5 });
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    const [timer] = await clinic.database.directory<{ entry_version: number }>({
      name: 'timer',
      text: `SELECT entry_version FROM app.due_timers('2100-01-01', 100) WHERE entry_id = $1`,
      values: [id],
    });
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    clinic.pass({ minutes: 10 });
    const { timeUp } = await import('../../../server/commands/entries/time-up.ts');
    await clinic.act({ kind: 'system', organizationId: clinic.organizationId, id: null }, (tx) =>
      timeUp(tx, { entry_id: id, entry_version: timer?.entry_version ?? 0 }),
    );
    expect(await clinic.numbers(queue, 'serving')).toHaveLength(1);
  });
});

describe('at the counter', () => {
  test('called, served, finished: and the counter is free again', async () => {
    const { queue, room } = await waitingRoom();
    const { id } = await clinic.join(queue);
    await clinic.join(queue);
    await clinic.callNext(queue, room);
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    clinic.pass({ minutes: 7 });
    expect((await clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: id }))).entry.status).toBe('served');
    await expect(clinic.callNext(queue, room)).resolves.toMatchObject({ call_seq: 2 });
  });

  test('whoever says "I’m coming" on the phone is expected: staff see it, and there is time to get there, once for each announcement', async () => {
    const { queue, room } = await waitingRoom({ grace: 5, recall_pause: 0 });
    const { id } = await clinic.join(queue);
    const say = () => clinic.act(clinic.patient(id), (tx) => come(tx));
    const staffSee = async () => {
      const [seen] = (await clinic.boards(queue)).staff.entries;
      return { coming: seen?.coming, until: seen?.until, since: seen?.since };
    };
    await expect(say()).rejects.toEqual(refused('not_possible_now'));
    await clinic.callNext(queue, room);
    const since = '2026-03-10T08:00:00.000Z';
    expect(await staffSee()).toEqual({ coming: false, until: '2026-03-10T08:05:00.000Z', since });
    clinic.pass({ minutes: 4 });
    await say();
    expect(await staffSee()).toEqual({ coming: true, until: '2026-03-10T08:09:00.000Z', since });
    expect((await clinic.boards(queue)).public.entries[0]).not.toHaveProperty('coming');
    // Nobody keeps a counter waiting by saying it again.
    clinic.pass({ minutes: 3 });
    await say();
    expect(await staffSee()).toMatchObject({ coming: true, until: '2026-03-10T08:09:00.000Z' });
    await clinic.act(clinic.staff, (tx) => recall(tx, { entry_id: id }));
    // What was said before is no answer to this.
    expect(await staffSee()).toMatchObject({ coming: false, until: '2026-03-10T08:12:00.000Z' });
    clinic.pass({ minutes: 1 });
    await say();
    expect(await staffSee()).toMatchObject({ coming: true, until: '2026-03-10T08:13:00.000Z' });

    await clinic.act(clinic.staff, (tx) => returnEntry(tx, { entry_id: id, placement: 'first' }));
    expect((await staffSee()).coming).toBe(false);
    clinic.pass({ seconds: 1 });
    await clinic.callNext(queue, room);
    expect((await staffSee()).coming).toBe(false);
    await say();
    await expect(clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: id }))).rejects.toEqual(
      refused('undo_depended_on'),
    );
    await clinic.act(clinic.staff, (tx) => markNoShow(tx, { entry_id: id }));
    expect((await staffSee()).coming).toBe(false);
    // Taken back, it is as it was.
    await clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: id }));
    expect((await staffSee()).coming).toBe(true);
  });

  test('the patient says "I’m here" on the phone', async () => {
    const { queue, room } = await waitingRoom();
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    expect((await clinic.act(clinic.patient(id), (tx) => arrive(tx))).entry.status).toBe('serving');
  });

  test('a queue that demands an outcome does not finish without one', async () => {
    const { queue, room } = await waitingRoom({ outcome_required: true });
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    await expect(clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: id }))).rejects.toEqual(
      refused('outcome_required'),
    );
    await clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: id, outcome: 'prescription' }));
  });

  test('a parked person frees the counter, is not on the public board, and is resumed at another counter', async () => {
    const { queue, room } = await waitingRoom();
    const other = await clinic.counter([queue], clinic.colleague);
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    await clinic.act(clinic.staff, (tx) => park(tx, { entry_id: id }));
    expect((await clinic.boards(queue)).public.entries).toEqual([]);
    await clinic.join(queue);
    await clinic.callNext(queue, room);
    await expect(clinic.act(clinic.staff, (tx) => resume(tx, { entry_id: id }))).rejects.toEqual(
      refused('counter_busy'),
    );
    const back = await clinic.act(clinic.colleague, (tx) => resume(tx, { entry_id: id, counter_id: other }));
    expect(back.entry).toMatchObject({ status: 'serving', counter_id: other });
  });

  test('a counter with somebody cannot be closed, and somebody else cannot take it', async () => {
    const { queue, room } = await waitingRoom();
    await clinic.join(queue);
    await clinic.callNext(queue, room);
    await expect(clinic.act(clinic.staff, (tx) => closeSession(tx, { counter_id: room }))).rejects.toEqual(
      refused('counter_busy'),
    );
    await expect(
      clinic.act(clinic.colleague, (tx) => openSession(tx, { counter_id: room, queue_ids: [queue] })),
    ).rejects.toEqual(refused('counter_in_use'));
    await clinic.act(clinic.manager, (tx) =>
      openSession(tx, { counter_id: room, queue_ids: [queue], state: 'paused', reason: 'lunch' }),
    );
    expect((await clinic.boards(queue)).public.queue.counters).toEqual([expect.objectContaining({ state: 'paused' })]);
  });
});

test('staff note something at any time of a stay, and what was done before can still be taken back', async () => {
  const { queue, room } = await waitingRoom();
  const { id } = await clinic.join(queue);
  const noted = async (note: string) =>
    (await clinic.act(clinic.staff, (tx) => noteEntry(tx, { entry_id: id, note }))).entry.note;
  const onBoard = async () => (await clinic.boards(queue)).staff.entries.find((entry) => entry.id === id)?.note;

  expect(await noted('speaks softly')).toBe('speaks softly');
  expect(await onBoard()).toBe('speaks softly');
  await clinic.callNext(queue, room);
  await noted('needs a chair');
  expect(await onBoard()).toBe('needs a chair');
  const undone = await clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: id }));
  expect(undone.entry).toMatchObject({ status: 'waiting', note: 'needs a chair' });
  expect(await noted('')).toBeNull();
  expect(clinic.published.at(-1)?.public.events).toEqual([
    { type: 'entry.noted', seq: null, ticket_number: null, counter: null },
  ]);

  await clinic.act(clinic.staff, (tx) => cancel(tx, { entry_id: id, reason: 'test' }));
  await expect(noted('too late')).rejects.toEqual(refused('not_possible_now'));
});

describe('coming back, going elsewhere, giving up', () => {
  test('a missed person returns first, last, or fairly behind three others', async () => {
    const { queue, room, number } = await waitingRoom({ fair_behind: 3 });
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    await clinic.act(clinic.staff, (tx) => markNoShow(tx, { entry_id: id }));
    for (let others = 0; others < 5; others++) await clinic.join(queue);
    const expected = { first: [1, 2, 3, 4, 5, 6], last: [2, 3, 4, 5, 6, 1], fair: [2, 3, 4, 1, 5, 6] } as const;
    for (const placement of ['first', 'last', 'fair'] as const) {
      await clinic.act(clinic.staff, (tx) => returnEntry(tx, { entry_id: id, placement }));
      expect(await clinic.numbers(queue, 'waiting')).toEqual(expected[placement].map(number));
      await clinic.act(clinic.staff, (tx) => callEntry(tx, { entry_id: id, counter_id: room, reason: 'again' }));
    }
  });

  test('a patient lets others go first, but not for ever, and not when nobody is behind', async () => {
    const { queue, number } = await waitingRoom({ snooze_limit: 1, fair_behind: 2 });
    const { id } = await clinic.join(queue);
    await expect(clinic.act(clinic.patient(id), (tx) => snooze(tx))).rejects.toEqual(refused('not_possible_now'));
    for (let others = 0; others < 3; others++) await clinic.join(queue);
    expect((await clinic.act(clinic.patient(id), (tx) => snooze(tx))).entry.position).toBe(3);
    expect(await clinic.numbers(queue, 'waiting')).toEqual([2, 3, 1, 4].map(number));
    await expect(clinic.act(clinic.patient(id), (tx) => snooze(tx))).rejects.toEqual(refused('snooze_limit'));
  });

  test('staff move somebody, and moving a hundred times into the same gap still works', async () => {
    const { queue, number } = await waitingRoom();
    const people: { id: string }[] = [];
    for (let n = 0; n < 4; n++) people.push(await clinic.join(queue));
    const place = (n: number, position: number) =>
      clinic.act(clinic.staff, (tx) => move(tx, { entry_id: people[n]?.id ?? '', position, reason: 'test' }));
    expect((await place(3, 2)).entry.position).toBe(2);
    expect(await clinic.numbers(queue, 'waiting')).toEqual([1, 4, 2, 3].map(number));
    for (let turn = 0; turn < 50; turn++) {
      await place(2, 2);
      await place(3, 2);
    }
    expect(await clinic.numbers(queue, 'waiting')).toEqual([1, 4, 3, 2].map(number));
  });

  test('a transfer keeps the number and the time waited, and the patient is led along', async () => {
    const { queue, number } = await waitingRoom();
    const other = await waitingRoom();
    const early = await clinic.join(queue);
    clinic.pass({ minutes: 10 });
    await clinic.join(other.queue);
    const { entry, transferred_to } = await clinic.act(clinic.staff, (tx) =>
      transfer(tx, { entry_id: early.id, queue_id: other.queue }),
    );
    expect(entry.status).toBe('transferred');
    expect(transferred_to).toMatchObject({
      ticket_number: number(1),
      status: 'waiting',
      position: 1,
      transferred_from: early.id,
    });
    const followed = await clinic.snapshot(clinic.patient(early.id), (tx) => trackedEntry(tx));
    expect(followed).toMatchObject({ status: 'transferred', next_id: transferred_to.id });
  });

  test('a patient who leaves is not a no-show, and staff may cancel with a reason', async () => {
    const { queue } = await waitingRoom();
    const one = await clinic.join(queue);
    const two = await clinic.join(queue);
    expect((await clinic.act(clinic.patient(one.id), (tx) => leave(tx))).entry.status).toBe('left');
    expect(
      (await clinic.act(clinic.staff, (tx) => cancel(tx, { entry_id: two.id, reason: 'double' }))).entry.status,
    ).toBe('cancelled');
    await expect(clinic.act(clinic.patient(one.id), (tx) => leave(tx))).rejects.toEqual(refused('not_possible_now'));
    expect((await clinic.boards(queue)).staff.entries).toEqual([]);
  });

  test("at the office's midnight whoever is left is cancelled, and the numbers begin again", async () => {
    const { queue, number } = await waitingRoom();
    clinic.setClock('2026-03-10T22:30:00Z'); // 23:30 in Berlin
    await clinic.join(queue);
    clinic.setClock('2026-03-10T23:05:00Z'); // five past midnight
    await closeDays(clinic.database, clinic.lawfulDoors, clinic.clock());
    expect((await clinic.boards(queue)).staff.entries).toEqual([]);
    expect((await clinic.join(queue)).ticket_number).toBe(number(1));
  });
});

describe('the clock', () => {
  test('a time zone that PostgreSQL does not know keeps no other office from the end of its day', async () => {
    const { queue } = await waitingRoom();
    const strange = await clinic.queue('ZZ');
    await clinic.doors.transact(clinic.manager, async (tx) => {
      const { organizationId: organization_id } = clinic;
      const id = uuidv7();
      // Node takes this for Ho Chi Minh City.
      await clinic.database.Office.create(
        { organization_id, id, name: 'Far away', time_zone: 'VST' },
        { transaction: tx.transaction },
      );
      await clinic.database.Queue.update(
        { office_id: id },
        { where: { organization_id, id: strange }, transaction: tx.transaction },
      );
    });
    clinic.setClock('2026-03-10T12:00:00Z');
    await clinic.join(queue);
    await clinic.join(strange);
    clinic.setClock('2026-03-11T12:00:00Z');
    await closeDays(clinic.database, clinic.lawfulDoors, clinic.clock());
    expect((await clinic.boards(queue)).staff.entries).toEqual([]);
    expect((await clinic.boards(strange)).staff.entries).toEqual([]);
  });

  test('what fails for one does not hold up the rest', async () => {
    const { queue } = await waitingRoom();
    const other = await waitingRoom();
    clinic.setClock('2026-03-14T12:00:00Z');
    await closeDays(clinic.database, clinic.lawfulDoors, clinic.clock()); // what other tests have left
    await clinic.join(queue);
    await clinic.join(other.queue);
    clinic.setClock('2026-03-15T12:00:00Z');
    let asked = 0;
    const stumbling: typeof clinic.lawfulDoors = {
      ...clinic.lawfulDoors,
      transact: async (actor, work) => {
        if (++asked === 1) throw new Error('broken data');
        return clinic.lawfulDoors.transact(actor, work);
      },
    };
    await expect(closeDays(clinic.database, stumbling, clinic.clock())).rejects.toThrow('1 of 2 failed');
    const left = [await clinic.boards(queue), await clinic.boards(other.queue)].flatMap(({ staff }) => staff.entries);
    expect(left).toHaveLength(1);
    await closeDays(clinic.database, clinic.lawfulDoors, clinic.clock());
  });
});

describe('undo', () => {
  test('nobody is sent back to a counter that was closed meanwhile', async () => {
    const { queue, room } = await waitingRoom();
    const { id } = await clinic.join(queue);
    await clinic.callNext(queue, room);
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    await clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: id }));
    await clinic.act(clinic.staff, (tx) => closeSession(tx, { counter_id: room }));
    await expect(clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: id }))).rejects.toEqual(
      refused('counter_not_open'),
    );
  });

  test('nobody comes back who was cancelled with many others at the end of the day', async () => {
    const { queue, room } = await waitingRoom();
    clinic.setClock('2026-03-10T22:59:30Z'); // half a minute before midnight in Berlin
    const { id } = await clinic.join(queue);
    await clinic.join(queue);
    await clinic.callNext(queue, room);
    clinic.setClock('2026-03-10T23:00:30Z');
    await closeDays(clinic.database, clinic.lawfulDoors, clinic.clock());
    await expect(clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: id }))).rejects.toEqual(
      refused('undo_depended_on'),
    );
  });

  test('every undoable move is taken back to what stood before', async () => {
    const { queue, room, number } = await waitingRoom();
    const other = await waitingRoom();
    const { id } = await clinic.join(queue);
    await clinic.join(queue);
    const undone = async () => (await clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: id }))).entry;

    await clinic.act(clinic.staff, (tx) => move(tx, { entry_id: id, position: 2, reason: 'test' }));
    expect(await undone()).toMatchObject({ status: 'waiting', position: 1 });
    await clinic.callNext(queue, room);
    expect(await undone()).toMatchObject({ status: 'waiting', counter_id: null, position: 1 });
    await clinic.callNext(queue, room);
    await clinic.act(clinic.staff, (tx) => markNoShow(tx, { entry_id: id }));
    expect(await undone()).toMatchObject({ status: 'called', counter_id: room });
    await clinic.act(clinic.staff, (tx) => returnEntry(tx, { entry_id: id }));
    expect(await undone()).toMatchObject({ status: 'called', call_seq: 2 });
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    expect(await undone()).toMatchObject({ status: 'called' });
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    await clinic.act(clinic.staff, (tx) => park(tx, { entry_id: id }));
    expect(await undone()).toMatchObject({ status: 'serving' });
    await clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: id }));
    expect(await undone()).toMatchObject({ status: 'serving', counter_id: room });
    await clinic.act(clinic.staff, (tx) => cancel(tx, { entry_id: id, reason: 'wrong tap' }));
    expect(await undone()).toMatchObject({ status: 'serving' });
    await clinic.act(clinic.staff, (tx) => transfer(tx, { entry_id: id, queue_id: other.queue }));
    expect(await clinic.numbers(other.queue, 'waiting')).toEqual([number(1)]);
    expect(await undone()).toMatchObject({ status: 'serving' });
    expect(await clinic.numbers(other.queue, 'waiting')).toEqual([]);
  });

  test('not by somebody else, not after two minutes, not twice, and not when something depends on it', async () => {
    const { queue, room } = await waitingRoom();
    const other = await waitingRoom();
    const { id } = await clinic.join(queue);
    await clinic.join(queue);
    const undoBy = (who: typeof clinic.staff, entryId = id) => clinic.act(who, (tx) => undo(tx, { entry_id: entryId }));
    await expect(undoBy(clinic.staff)).rejects.toEqual(refused('not_possible_now'));
    await clinic.callNext(queue, room);
    await expect(undoBy(clinic.colleague)).rejects.toEqual(refused('undo_not_yours'));
    clinic.pass({ minutes: 2, seconds: 1 });
    await expect(undoBy(clinic.staff)).rejects.toEqual(refused('undo_too_late'));
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    await undoBy(clinic.staff);
    await expect(undoBy(clinic.staff)).rejects.toEqual(refused('not_possible_now'));

    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: id }));
    await clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: id }));
    await clinic.callNext(queue, room);
    await expect(undoBy(clinic.staff)).rejects.toEqual(refused('counter_busy'));

    const third = await clinic.join(queue);
    const { transferred_to } = await clinic.act(clinic.staff, (tx) =>
      transfer(tx, { entry_id: third.id, queue_id: other.queue }),
    );
    await clinic.act(clinic.staff, (tx) => cancel(tx, { entry_id: transferred_to.id, reason: 'gone' }));
    await expect(undoBy(clinic.staff, third.id)).rejects.toEqual(refused('undo_depended_on'));
  });
});

test('opening and closing a queue twice is one change', async () => {
  const { queue } = await waitingRoom();
  const { version } = (await clinic.boards(queue)).staff;
  await clinic.act(clinic.manager, (tx) => closeQueue(tx, { queue_id: queue }));
  await clinic.act(clinic.manager, (tx) => closeQueue(tx, { queue_id: queue }));
  await clinic.act(clinic.manager, (tx) => openQueue(tx, { queue_id: queue }));
  expect((await clinic.boards(queue)).staff.version).toBe(version + 2);
});
