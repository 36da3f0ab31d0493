import { today as answer } from '../../../realtime/contract/resources/today.ts';
import { today as read } from '../../queries/queues/today.ts';
import { route } from '../route.ts';

export const today = [
  route({
    method: 'get',
    path: '/organization/today',
    summary: 'How the day has gone until now: who came, who was served, and how long people waited',
    permission: 'queue.watch_staff',
    answers: { 200: answer },
    run: (ask) => ask.report((tx) => read(tx, new Date(ask.access.now()))),
  }),
];
