import { Agent, request } from 'node:http';

export type FloodOrder = {
  url: string;
  token: string;
  queueId: string;
  counterId: string;
  perSecond: number;
  seconds: number;
};
export type Flooded = { sent: number; refused: number; admitted: number; unanswered: number };

/** Somebody who sends more than they may, at a pace that does not wait for answers. In a process of its own: what it costs is not the others'. */
process.on('message', (order: FloodOrder) => void flood(order).then((flooded) => process.send?.(flooded)));
// Whoever sent for it has gone.
process.on('disconnect', () => process.exit());

const agent = new Agent({ keepAlive: true, maxSockets: 50 });

async function flood({ perSecond, seconds, ...where }: FloodOrder): Promise<Flooded> {
  const flooded: Flooded = { sent: 0, refused: 0, admitted: 0, unanswered: 0 };
  const answers: Promise<void>[] = [];
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = (performance.now() - began) / 1000;
      if (passed >= seconds) {
        clearInterval(timer);
        return resolve();
      }
      for (; flooded.sent < passed * perSecond; flooded.sent++) {
        answers.push(
          ask(where, flooded.sent % 2 === 0).then((status) => {
            if (status === 0) flooded.unanswered += 1;
            else if (status === 429 || status === 503) flooded.refused += 1;
            else flooded.admitted += 1;
          }),
        );
      }
    }, 10);
  });
  await Promise.all(answers);
  return flooded;
}

/** Half reads, half calls for somebody who is called already: each locks the queue. @returns the status, 0 without an answer */
function ask(
  { url, token, queueId, counterId }: Omit<FloodOrder, 'perSecond' | 'seconds'>,
  isRead: boolean,
): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(
      `${url}/api/v1/queues/${queueId}${isRead ? '' : '/calls'}`,
      {
        agent,
        method: isRead ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          // An address of its own, as through a proxy: otherwise everybody here would have one limit.
          'x-forwarded-for': '10.66.66.66',
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    asked.on('error', () => resolve(0));
    asked.end(isRead ? undefined : JSON.stringify({ counter_id: counterId }));
  });
}
