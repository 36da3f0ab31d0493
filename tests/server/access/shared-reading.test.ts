import { randomUUID } from 'node:crypto';
import type { Reading } from '../../../server/queries/snapshot.ts';
import { createSharedReading } from '../../../server/access/shared-reading.ts';

const HERE = randomUUID();
const THERE = randomUUID();
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A database that answers when it is told to, and writes down what was asked together. */
function openDatabase() {
  const readings: { organizationId: string; questions: string[] }[] = [];
  const waiting: (() => void)[] = [];
  let broken: Error | null = null;
  const lookUpIn = createSharedReading(async (organizationId, work) => {
    const questions: string[] = [];
    readings.push({ organizationId, questions });
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (broken) throw broken;
    await work({ query: async ({ name }: { name: string }) => questions.push(name) } as unknown as Reading); // all that is asked for here
  });
  return {
    readings,
    ask: (organizationId: string, question: string) =>
      lookUpIn(organizationId, async (tx) => {
        await tx.query({ name: question, text: '', values: [] });
        if (question === 'whose door is this?') throw new Error('nobody knows');
        return `${question} answered`;
      }),
    answers: async () => {
      for (const resolve of waiting.splice(0)) resolve();
      await soon();
    },
    breaks: () => (broken = new Error('the line is broken')),
  };
}

test('whoever comes while one is looked up is looked up together with the others who do', async () => {
  const { ask, answers, readings } = openDatabase();
  const phones = Promise.all(['Ann', 'Ben', 'Cem'].map((name) => ask(HERE, name)));
  await answers();
  await answers();
  expect(await phones).toEqual(['Ann answered', 'Ben answered', 'Cem answered']);
  expect(readings.map(({ questions }) => questions)).toEqual([['Ann'], ['Ben', 'Cem']]);
});

test('organizations are never read together, and do not wait for each other', async () => {
  const { ask, answers, readings } = openDatabase();
  const both = Promise.all([ask(HERE, 'Ann'), ask(THERE, 'Ben')]);
  await answers();
  expect(await both).toHaveLength(2);
  expect(readings).toEqual([
    { organizationId: HERE, questions: ['Ann'] },
    { organizationId: THERE, questions: ['Ben'] },
  ]);
});

test('what is wrong with one question is nobody else’s matter', async () => {
  const { ask, answers } = openDatabase();
  const all = Promise.allSettled(['Ann', 'whose door is this?', 'Ben'].map((name) => ask(HERE, name)));
  await answers();
  await answers();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a database that does not answer is told to everybody who asked, and asked again by the next', async () => {
  const { ask, answers, breaks, readings } = openDatabase();
  const all = Promise.allSettled(['Ann', 'Ben'].map((name) => ask(HERE, name)));
  breaks();
  await answers();
  await answers();
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  void ask(HERE, 'Cem').catch(() => undefined);
  expect(readings).toHaveLength(3);
});

test('a crowd that nobody could answer in time is refused, and the others are answered', async () => {
  const { ask, answers } = openDatabase();
  const all = Promise.allSettled(Array.from({ length: 2_002 }, (_, n) => ask(HERE, `phone ${n}`)));
  for (let n = 0; n < 22; n++) await answers();
  const told = await all;
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(2_001);
  expect(told.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'too_many_requests' } });
});
