import pg from 'pg';
import type { Actor } from '../../../models/vocabulary.ts';
import { joinQueue } from '../../../server/commands/entries/join-queue.ts';
import { move } from '../../../server/commands/entries/move.ts';
import { noteEntry } from '../../../server/commands/entries/note-entry.ts';
import { transfer } from '../../../server/commands/entries/transfer.ts';
import { sealOldStays } from '../../../server/jobs/personal-data.ts';
import { CANARY, CANARY_PHONE, openClinic, personal, type Clinic } from '../../support/clinic.ts';
import { findWords } from '../../support/find-words.ts';

const EMAIL = 'xylophone@canary.example';

let clinic: Clinic;
let admin: pg.Client;
beforeAll(async () => {
  clinic = await openClinic();
  admin = new pg.Client(clinic.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await clinic.close();
});

const WORDS = [CANARY, CANARY_PHONE, EMAIL];
const inTheClear = () => findWords(clinic.adminUrl, WORDS);
const join = (queueId: string, who: Actor = clinic.staff, phone = CANARY_PHONE) =>
  clinic.act(who, (tx) =>
    joinQueue(tx, { queue_id: queueId, patient_name: CANARY, note: `${CANARY} limps`, email: EMAIL, phone }),
  );

describe('what is known of people', () => {
  test('is seen by staff and lies nowhere in the clear, whatever happens to them', async () => {
    const [queue, other] = [await clinic.queue('A'), await clinic.queue('B')];
    const counter = await clinic.counter([queue, other]);
    const { entry } = await join(queue);
    for (let n = 0; n < 3; n++) await clinic.join(queue);
    await clinic.act(clinic.staff, (tx) => move(tx, { entry_id: entry.id, position: 3, reason: 'later' }));
    await clinic.callNext(queue, counter);
    const { transferred_to } = await clinic.act(clinic.staff, (tx) =>
      transfer(tx, { entry_id: entry.id, queue_id: other }),
    );
    expect(transferred_to).toMatchObject({ patient_name: CANARY, phone: CANARY_PHONE, note: `${CANARY} limps` });
    const { staff } = await clinic.boards(other);
    expect(staff.entries).toMatchObject([{ patient_name: CANARY, phone: CANARY_PHONE, note: `${CANARY} limps` }]);
    expect(await inTheClear()).toEqual([]);
  });

  test('does not open after somebody with the database moved it to another person', async () => {
    const queue = await clinic.queue('C');
    const [{ entry: first }, { entry: second }] = [await join(queue), await join(queue, clinic.staff, '+34600000001')];
    const copy = 'UPDATE entries SET personal = (SELECT personal FROM entries WHERE id = $1) WHERE id = $2';
    const { rows } = await admin.query<{ personal: Buffer }>('SELECT personal FROM entries WHERE id = $1', [second.id]);
    await admin.query(copy, [first.id, second.id]);
    await expect(clinic.boards(queue)).rejects.toThrow('unable to authenticate');
    await admin.query('UPDATE entries SET personal = $1 WHERE id = $2', [rows[0]?.personal, second.id]);
    await clinic.boards(queue);
  });

  test('is sealed anew with what staff note, also where it was kept in the clear before', async () => {
    const queue = await clinic.queue('NO');
    const { entry } = await join(queue);
    const note = (text: string) => clinic.act(clinic.staff, (tx) => noteEntry(tx, { entry_id: entry.id, note: text }));
    await note(`${CANARY} hears badly`);
    expect(await inTheClear()).toEqual([]);
    await admin.query(
      `UPDATE entries SET personal = NULL, phone_index = NULL, email_index = NULL,
         patient_name = $2, phone = $3, email = $4, note = $5, person_key = $3 WHERE id = $1`,
      [entry.id, CANARY, CANARY_PHONE, EMAIL, `${CANARY} limps`],
    );
    await note(`${CANARY} hears well`);
    expect(await inTheClear()).toEqual([]);
    const { staff } = await clinic.boards(queue);
    expect(staff.entries).toMatchObject([
      { patient_name: CANARY, phone: CANARY_PHONE, note: `${CANARY} hears well`, status: 'waiting' },
    ]);
  });

  test('from before there were keys is shown as ever, and sealed once', async () => {
    const [queue, other] = [await clinic.queue('D'), await clinic.queue('E')];
    const { entry } = await join(queue);
    for (let n = 0; n < 4; n++) await clinic.join(other);
    const before = await clinic.boards(queue);
    await admin.query(
      `UPDATE entries SET personal = NULL, phone_index = NULL, email_index = NULL,
         patient_name = $2, phone = $3, email = $4, note = $5, person_key = $3 WHERE id = $1`,
      [entry.id, CANARY, CANARY_PHONE, EMAIL, `${CANARY} limps`],
    );
    await admin.query('UPDATE entries SET personal = NULL, patient_name = $2 WHERE queue_id = $1', [other, CANARY]);
    expect(await clinic.boards(queue)).toEqual(before);
    expect(await inTheClear()).not.toEqual([]);

    // Two nodes at once, in small steps.
    await Promise.all([0, 1].map(() => sealOldStays(clinic.database, clinic.doors, 2)));
    expect(await inTheClear()).toEqual([]);
    expect(await clinic.boards(queue)).toEqual(before);
    expect((await clinic.boards(other)).staff.entries.map(({ patient_name }) => patient_name)).toEqual(
      Array.from({ length: 4 }, () => CANARY),
    );
    const { rows } = await admin.query('SELECT phone_index, email_index, person_key FROM entries WHERE id = $1', [
      entry.id,
    ]);
    const { phoneIndex, emailIndex } = personal(clinic.organizationId);
    const index = phoneIndex(CANARY_PHONE);
    expect(rows).toEqual([{ phone_index: index, email_index: emailIndex(EMAIL), person_key: index }]);
    await expect(join(queue)).rejects.toMatchObject({ code: 'already_waiting' });
  });
});

describe('a phone that waits already', () => {
  const passerBy = (): Actor => ({ kind: 'public', organizationId: clinic.organizationId, id: null });
  const kiosk = (queueId: string): Actor => ({
    kind: 'device',
    device: 'kiosk',
    organizationId: clinic.organizationId,
    id: clinic.staff.id,
    officeId: clinic.officeId,
    queueIds: [queueId],
  });

  test('is told to staff, and to nobody who stands outside', async () => {
    const queue = await clinic.queue('F', {}, { public_join: true });
    const free = (await join(queue, passerBy(), '+34600000002')).entry;
    await join(queue);
    await expect(join(queue)).rejects.toMatchObject({ code: 'already_waiting' });
    for (const who of [passerBy(), kiosk(queue)]) {
      const { entry } = await join(queue, who);
      // Nothing but the number and the moment differs from the answer to somebody new.
      expect({ ...entry, ...unlike(free) }).toEqual({ ...free, ...unlike(free) });
    }
    const { staff } = await clinic.boards(queue);
    expect(staff.entries.filter(({ phone }) => phone === CANARY_PHONE)).toHaveLength(3);
    await expect(join(queue)).rejects.toMatchObject({ code: 'already_waiting' });
  });

  const unlike = (entry: object) =>
    Object.fromEntries(
      Object.entries(entry).filter(([key]) =>
        ['id', 'seq', 'ticket_number', 'position', 'joined_at', 'due_at', 'since', 'phone'].includes(key),
      ),
    );

  test('is known in every form in which it is typed', async () => {
    const queue = await clinic.queue('G');
    await join(queue, clinic.staff, '+49 1511 2345678');
    await expect(join(queue, clinic.staff, '+49 (1511) 234-5678')).rejects.toMatchObject({ code: 'already_waiting' });
  });
});
