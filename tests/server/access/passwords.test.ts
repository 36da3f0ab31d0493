import fc from 'fast-check';
import { createPasswords, takeTurns } from '../../../server/access/passwords.ts';

test('a password matches its own hash and no other', async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.matches('correct horse battery', hash)).toBe(true);
  expect(await passwords.matches('correct horse batterY', hash)).toBe(false);
});

test('an account that is not there is never matched, not even by the password that stands in for it', async () => {
  expect(await createPasswords().matches('nobody has this password', null)).toBe(false);
});

test('however many sign in at once, all are answered, and too many are told so', async () => {
  const passwords = createPasswords();
  const answers = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.hash('correct horse battery')));
  const refused = answers.filter(({ status }) => status === 'rejected');
  // Two work, a hundred wait.
  expect(refused).toHaveLength(8);
  expect(refused[0]).toMatchObject({ reason: { code: 'unavailable' } });
  expect(await passwords.hash('once more')).toContain('$argon2id$');
}, 30_000);

describe('lines take turns', () => {
  /** Work that ends when it is told to, and in which order it began. */
  function openDesk(atOnce: number, atMostInLine: number) {
    const inTurn = takeTurns(atOnce, atMostInLine);
    const began: string[] = [];
    const ends: (() => void)[] = [];
    const ask = (line: string, name: string) =>
      inTurn(line, () => {
        began.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const endOne = async () => {
      ends.shift()?.();
      for (let n = 0; n < 5; n++) await Promise.resolve();
    };
    return { began, ask, endOne };
  }

  test('whoever comes behind another organization’s flood waits for one of it, not for all', async () => {
    const { began, ask, endOne } = openDesk(1, 100);
    const asked = Array.from({ length: 50 }, (_, n) => ask('flooded', `guess ${n}`));
    asked.push(ask('quiet', 'somebody'), ask('calm', 'else'), ask('quiet', 'another'));
    for (let n = 0; n < asked.length; n++) await endOne();
    await Promise.all(asked);
    expect(began.slice(0, 7)).toEqual(['guess 0', 'guess 1', 'somebody', 'else', 'guess 2', 'another', 'guess 3']);
    expect(began).toHaveLength(53);
  });

  test('a line that is full refuses, and the others do not', async () => {
    const { ask, endOne } = openDesk(1, 2);
    const asked = [ask('a', '1'), ask('a', '2'), ask('a', '3')];
    await expect(ask('a', '4')).rejects.toMatchObject({ code: 'unavailable' });
    asked.push(ask('b', '5'));
    for (let n = 0; n < asked.length; n++) await endOne();
    await Promise.all(asked);
  });

  test('in any order of coming and going all get their turn, never more at once than may', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3), fc.boolean()), { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (works, atOnce) => {
          const inTurn = takeTurns(atOnce, 100);
          let working = 0;
          let most = 0;
          const done = await Promise.allSettled(
            works.map(([line, steps, fails]) =>
              inTurn(line, async () => {
                most = Math.max(most, ++working);
                for (let n = 0; n < steps; n++) await Promise.resolve();
                working--;
                if (fails) throw new Error('failed');
              }),
            ),
          );
          expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(
            works.filter(([, , fails]) => fails).length,
          );
          expect(most).toBeLessThanOrEqual(atOnce);
          // Nothing is left taken: the next one works at once.
          await expect(inTurn('z', async () => 'in')).resolves.toBe('in');
        },
      ),
    );
  });
});
