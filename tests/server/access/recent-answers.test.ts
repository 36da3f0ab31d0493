import { BoundedMap } from '../../../server/access/bounded-map.ts';
import { createRecentAnswers } from '../../../server/access/recent-answers.ts';

test('many who want the same at once share one question', async () => {
  let asked = 0;
  const recent = createRecentAnswers<number>({ keepMs: 1_000 });
  const ask = async () => ++asked;
  expect(await Promise.all([recent.get('a', ask), recent.get('a', ask), recent.get('b', ask)])).toEqual([1, 1, 2]);
});

test('an answer grows old', async () => {
  let asked = 0;
  const recent = createRecentAnswers<number>({ keepMs: 0 });
  await recent.get('a', async () => ++asked);
  expect(await recent.get('a', async () => ++asked)).toBe(2);
});

test('a question that failed is asked again', async () => {
  const recent = createRecentAnswers<number>({ keepMs: 1_000 });
  await expect(recent.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await recent.get('a', async () => 1)).toBe(1);
});

test('what was forgotten is asked again', async () => {
  let asked = 0;
  const recent = createRecentAnswers<number>({ keepMs: 1_000 });
  await recent.get('a', async () => ++asked);
  recent.forget('a');
  expect(await recent.get('a', async () => ++asked)).toBe(2);
  recent.forgetAll();
  expect(await recent.get('a', async () => ++asked)).toBe(3);
});

test('a bounded map forgets its oldest key', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  expect([...map]).toEqual([
    ['b', 2],
    ['c', 4],
  ]);
});
