import { randomUUID } from 'node:crypto';
import type { Statement } from '../../../models/database.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import type { IdempotencyClaim, StoredAnswer, Writing } from '../../../server/commands/transact.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

/** What the door for writing promises to every command behind it. */

let clinic: Clinic;
let actor: Actor;
beforeAll(async () => {
  clinic = await openClinic();
  actor = { kind: 'system', organizationId: clinic.organizationId, id: null };
});
afterAll(() => clinic.close());

const officeNamed = (name: string, id: string = randomUUID()): Statement => ({
  name: 'make-office',
  text: `INSERT INTO offices (organization_id, id, name, time_zone) VALUES ($1, $2, $3, 'UTC')`,
  values: [clinic.organizationId, id, name],
});
const impossible: Statement = { name: 'impossible', text: 'SELECT 1 / $1::int', values: [0] };
const harmless: Statement = { name: 'harmless', text: 'SELECT 1 AS one', values: [] };

async function offices(name: string): Promise<number> {
  const rows = await clinic.snapshot(actor, (tx) =>
    tx.query({
      name: 'named',
      text: 'SELECT id FROM offices WHERE organization_id = $1 AND name = $2',
      values: [clinic.organizationId, name],
    }),
  );
  return rows.length;
}

describe('a statement that nobody waits for', () => {
  test('is there after the commit', async () => {
    await clinic.doors.transact(actor, async (tx) => tx.send(officeNamed('Sent')));
    expect(await offices('Sent')).toBe(1);
  });

  test('undoes everything when it fails, and says why', async () => {
    const writing = clinic.doors.transact(actor, async (tx) => {
      tx.send(officeNamed('Undone'));
      tx.send(impossible);
      tx.send(officeNamed('Undone, too'));
    });
    await expect(writing).rejects.toThrow('division by zero');
    expect([await offices('Undone'), await offices('Undone, too')]).toEqual([0, 0]);
  });

  test('is the reason, not what failed after it', async () => {
    const writing = clinic.doors.transact(actor, async (tx) => {
      tx.send(impossible);
      await tx.query(harmless);
    });
    await expect(writing).rejects.toThrow('division by zero');
  });

  test('leaves a connection that the next one can use', async () => {
    await expect(clinic.doors.transact(actor, async (tx) => tx.send(impossible))).rejects.toThrow('division by zero');
    expect(await clinic.doors.transact(actor, (tx) => tx.query(harmless))).toEqual([{ one: 1 }]);
  });
});

describe('a request that was carried out before', () => {
  const claim = (): IdempotencyClaim => ({ principal: 'anna', key: randomUUID(), fingerprint: Buffer.from('same') });
  const answer = (body: unknown) => ({ status: 201, body });

  test('gets its answer although the same once more is impossible', async () => {
    const mine = claim();
    const id = randomUUID();
    // The database refuses the second in the same breath in which it says that the key is taken.
    const ask = (waits: boolean) =>
      clinic.doors.once(actor, mine, async (tx) => {
        if (waits) await tx.query(officeNamed('Once', id));
        else tx.send(officeNamed('Once', id));
        return answer(id);
      });
    expect(await ask(true)).toEqual({ replayed: false, answer: answer(id) });
    expect(await ask(true)).toEqual({ replayed: true, answer: answer(id) });
    expect(await ask(false)).toEqual({ replayed: true, answer: answer(id) });
    expect(await offices('Once')).toBe(1);
  });

  test('gets its answer although it would be refused by now', async () => {
    const mine = claim();
    const ask = (work: (tx: Writing) => Promise<StoredAnswer>) => clinic.doors.once(actor, mine, work);
    await ask(async () => answer('done'));
    const again = ask(() => Promise.reject(new Error('refused')));
    expect(await again).toEqual({ replayed: true, answer: answer('done') });
  });

  test('is not begun again beyond its first question', async () => {
    const mine = claim();
    let asked = 0;
    const ask = () =>
      clinic.doors.once(actor, mine, async (tx) => {
        await tx.query(harmless);
        asked++;
        return answer('done');
      });
    await ask();
    await ask();
    expect(asked).toBe(1);
  });
});
