import '../shared/paper-page.ts';
import { targetsOf } from '../../../kiosk-client/staff/queues-to-transfer.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';

const queue = (id: string, name: string, more: Partial<Queue> = {}) =>
  ({ id, name, prefix: id, status: 'open', active: true, office_id: 'here', ...more }) as Queue; // what the choice looks at

test('one is sent on to any other queue in use, nearest first, and reads where it is', () => {
  const queues = [
    queue('X', 'X-ray', { office_id: 'there' }),
    queue('R10', 'Room 10'),
    queue('R2', 'Room 2', { status: 'paused' }),
    queue('OLD', 'Old', { active: false }),
    queue('A', 'Here'),
  ];
  const offices = [{ id: 'there', name: 'Riverside' }] as Office[]; // what the choice looks at
  expect(targetsOf({ queues, offices }, 'A', 'here').map(({ name, elsewhere }) => [name, elsewhere])).toEqual([
    ['Room 2', null],
    ['Room 10', null],
    ['X-ray', 'Riverside'],
  ]);
});
