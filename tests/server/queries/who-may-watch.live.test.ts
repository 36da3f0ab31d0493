import type { Actor } from '../../../models/vocabulary.ts';
import { boardHead } from '../../../server/queries/board/board-head.ts';
import { queueBoard } from '../../../server/queries/board/queue-board.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

let clinic: Clinic;
let queues: { open: string; hidden: string };
let people: Record<'display' | 'kiosk' | 'patient' | 'passerBy' | 'viewer', Actor>;
beforeAll(async () => {
  clinic = await openClinic();
  const { organizationId, officeId } = clinic;
  queues = { open: await clinic.queue('A', {}, { public_join: true }), hidden: await clinic.queue('B') };
  const device = { kind: 'device', organizationId, id: officeId, officeId, queueIds: [queues.hidden] } as const;
  people = {
    display: { ...device, device: 'display' },
    kiosk: { ...device, device: 'kiosk' },
    patient: clinic.patient((await clinic.join(queues.hidden)).id),
    passerBy: { kind: 'public', organizationId, id: null },
    viewer: await clinic.user('viewer'),
  };
});
afterAll(() => clinic.close());

/** What happens when somebody asks for a board, and when somebody asks whether it has changed. */
async function watching(who: Actor, queueId: string): Promise<string[]> {
  const asked = [
    clinic.snapshot(who, (tx) => queueBoard(tx, queueId, 'public')),
    clinic.snapshot(who, (tx) => boardHead(tx, queueId)),
  ];
  return Promise.all(
    asked.map((answer) =>
      answer.then(
        () => 'seen',
        (refusal: { code: string }) => refusal.code,
      ),
    ),
  );
}

test.each([
  ['display', 'not_found', 'seen'],
  ['kiosk', 'not_found', 'seen'],
  ['patient', 'not_found', 'seen'],
  ['passerBy', 'seen', 'not_found'],
  ['viewer', 'seen', 'seen'],
] as const)('a %s: the queue that anybody may join %s, the one of its own %s', async (who, open, hidden) => {
  expect(await watching(people[who], queues.open)).toEqual([open, open]);
  expect(await watching(people[who], queues.hidden)).toEqual([hidden, hidden]);
});

test.each(['display', 'kiosk', 'patient', 'passerBy'] as const)('a %s never gets the board with names', async (who) => {
  const asked = clinic.snapshot(people[who], (tx) => queueBoard(tx, queues.hidden, 'staff'));
  await expect(asked).rejects.toMatchObject({ name: 'Refusal' });
});
