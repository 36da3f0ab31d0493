import { streamRoom } from '../../realtime/rooms.ts';

test('a room begins with its organization, and no two streams share one', () => {
  expect(streamRoom('north', 'q1', 'staff')).toMatch(/^north:/);
  const rooms = ['north', 'south'].flatMap((organization) =>
    ['q1', 'q2'].flatMap((queue) =>
      (['public', 'staff'] as const).map((audience) => streamRoom(organization, queue, audience)),
    ),
  );
  expect(new Set(rooms).size).toBe(8);
});
