import { v7 as uuidv7 } from 'uuid';
import type { Refusal } from '../../../models/rules/refusal.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import { reloadDevice } from '../../../server/commands/devices/reload-device.ts';
import { noteEntry } from '../../../server/commands/entries/note-entry.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

/** Commands ask by themselves who may, and to what somebody's work extends: whatever a route has asked before them. */

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

const refused = (code: Refusal['code']) => expect.objectContaining({ code });

test('who only reads notes nothing, and whose work is in another queue does not find the person', async () => {
  const [queue, other] = [await clinic.queue('N'), await clinic.queue('M')];
  const { id } = await clinic.join(queue);
  const note = (actor: Actor) => clinic.act(actor, (tx) => noteEntry(tx, { entry_id: id, note: 'needs a chair' }));
  await expect(note(await clinic.user('viewer'))).rejects.toEqual(refused('not_permitted'));
  await expect(note({ ...clinic.staff, queueIds: [other] })).rejects.toEqual(refused('not_found'));
  await expect(note(clinic.patient(id))).rejects.toEqual(refused('not_permitted'));
  expect((await note({ ...clinic.staff, queueIds: [queue] })).entry.note).toBe('needs a chair');
});

test('staff do not reload the screens that they see, and a manager does', async () => {
  const queue = await clinic.queue('R');
  const { organizationId, officeId, database } = clinic;
  const id = uuidv7();
  await clinic.act(clinic.manager, async (tx) => {
    await database.Device.create(
      {
        organization_id: organizationId,
        id,
        name: 'TV',
        kind: 'display',
        office_id: officeId,
        token_hash: Buffer.alloc(32),
      },
      { transaction: tx.transaction },
    );
    await tx.query({
      name: 'screen-of-queue',
      text: 'INSERT INTO device_queues (organization_id, device_id, queue_id) VALUES ($1, $2, $3)',
      values: [organizationId, id, queue],
    });
  });
  const reload = (actor: Actor) => clinic.act(actor, (tx) => reloadDevice(tx, { id }));
  await expect(reload(clinic.staff)).rejects.toEqual(refused('not_permitted'));
  const elsewhere: Actor = { ...clinic.manager, queueIds: [await clinic.queue('S')] };
  await expect(reload(elsewhere)).rejects.toEqual(refused('not_found'));
  expect((await reload(clinic.manager)).reloads).toBe(1);
});
