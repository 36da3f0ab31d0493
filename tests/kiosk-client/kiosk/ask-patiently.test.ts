import '../shared/paper-page.ts';
import { askPatiently } from '../../../kiosk-client/kiosk/ask-patiently.ts';
import { ApiProblem } from '../../../kiosk-client/shared/api.ts';

const no = (code: string) => new ApiProblem({ code, title: code, status: 0, detail: code });

/** A clock that only moves while somebody waits: each question takes `seconds`. */
function patience(answers: (ApiProblem | string)[], seconds: number) {
  let now = 0;
  let asked = 0;
  const answer = askPatiently(
    async () => {
      now += seconds * 1000;
      const next = answers[asked++] ?? no('offline');
      if (typeof next === 'string') return next;
      throw next;
    },
    {
      now: () => now,
      pause: async (ms) => {
        now += ms;
      },
    },
  );
  return { answer, asked: () => asked, now: () => now };
}

test('a number whose answer was lost is asked for again', async () => {
  const { answer, asked } = patience([no('offline'), no('unavailable'), 'A001'], 1);
  expect(await answer).toBe('A001');
  expect(asked()).toBe(3);
});

test('nobody stands there for longer than a quarter of a minute', async () => {
  const { answer, asked, now } = patience([], 6);
  await expect(answer).rejects.toMatchObject({ code: 'offline' });
  expect(asked()).toBe(2);
  expect(now()).toBeLessThanOrEqual(15_000);
});

test('a no is a no at once', async () => {
  const { answer, asked } = patience([no('queue_full'), 'A001'], 1);
  await expect(answer).rejects.toMatchObject({ code: 'queue_full' });
  expect(asked()).toBe(1);
});
