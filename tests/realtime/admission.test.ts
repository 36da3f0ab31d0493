import { Admission } from '../../realtime/admission.ts';
import { LIMITS } from '../../realtime/limits.ts';

const here = () => false;
const aTurn = () => new Promise((resolve) => setImmediate(resolve));

function workFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Who has been let in or sent away so far. */
function openDoor(limits: Partial<typeof LIMITS> | Record<string, number>) {
  const admission = new Admission({ ...LIMITS, ...limits });
  const said: string[] = [];
  return {
    said,
    admission,
    comes: (name: string, isGone = here) =>
      admission.enter(isGone).then((may) => void said.push(`${name}: ${may ? 'come in' : 'not now'}`)),
  };
}

test('a few come in at a time, in the order they came, and other work is done in between', async () => {
  const { comes, said } = openDoor({ admitAtOnce: 2, turnMost: 10_000 });
  const everybody = Promise.all(['Ann', 'Ben', 'Cem', 'Dia', 'Eva'].map((name) => comes(name)));
  await aTurn();
  said.push('a tap is answered');
  await everybody;
  expect(said).toEqual([
    'Ann: come in',
    'Ben: come in',
    'a tap is answered',
    'Cem: come in',
    'Dia: come in',
    'Eva: come in',
  ]);
});

test('when everybody else has much to do, one comes in at a time', async () => {
  const { comes, said } = openDoor({ admitAtOnce: 3, turnMost: 10 });
  const everybody = Promise.all(['Ann', 'Ben', 'Cem'].map((name) => comes(name)));
  workFor(20);
  await aTurn();
  expect(said).toEqual(['Ann: come in']);
  await everybody;
});

test('whoever would stand behind too many is sent away at once', async () => {
  const { comes, said } = openDoor({ admitWaiting: 2 });
  await Promise.all(['Ann', 'Ben', 'Cem'].map((name) => comes(name)));
  expect(said.toSorted()).toEqual(['Ann: come in', 'Ben: come in', 'Cem: not now']);
});

test('whoever has waited for too long is sent away', async () => {
  const { comes, said } = openDoor({ admitWithin: 10 });
  const ann = comes('Ann');
  workFor(20);
  await ann;
  await comes('Ben');
  expect(said).toEqual(['Ann: not now', 'Ben: come in']);
});

test('whoever has gone meanwhile takes nobody’s turn', async () => {
  const { comes, said } = openDoor({ admitAtOnce: 1, turnMost: 10_000 });
  const everybody = Promise.all([comes('Ann', () => true), comes('Ben')]);
  await aTurn();
  expect(said).toEqual(['Ann: not now', 'Ben: come in']);
  await everybody;
});

test('a node that closes sends away whoever waits', async () => {
  const { admission, comes, said } = openDoor({});
  const everybody = Promise.all([comes('Ann'), comes('Ben')]);
  admission.close();
  await everybody;
  expect(said).toEqual(['Ann: not now', 'Ben: not now']);
});
