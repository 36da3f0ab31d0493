import { ROUTES } from '../../server/http/routes/all-routes.ts';
import { WALKS_EVERYWHERE } from '../support/walks-everywhere.ts';
import { runMatrix } from './matrix.ts';
import { openStage, type Stage } from './stage.ts';
import { dropFilters } from './tampering.ts';

/** The service's own `WHERE organization_id = $1` are all made true: row security is left alone with every route. */
const routes = Object.values(ROUTES).flat();
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});

/** All of them take as long as a quarter of everything else: a third each day, and every one with `WALK=every`. */
const nouns = Object.entries(ROUTES);
const today = WALKS_EVERYWHERE ? nouns : nouns.filter((_, n) => n % 3 === Math.floor(Date.now() / 86_400_000) % 3);
if (!WALKS_EVERYWHERE)
  console.log(`today ${today.length} of ${nouns.length} groups of routes: WALK=every npm run test:live -- filters-off`);

test.each(today)("%s: row security alone keeps what is another organization's", async (_noun, ofNoun) => {
  stage.tampering.dropFilters = true;
  const { violations } = await runMatrix(stage, ofNoun, { own: false });
  expect(violations).toEqual([]);
});

test('lists hold nothing of others either', async () => {
  const lists = routes.filter(({ method, path }) => method === 'get' && !path.includes('/:'));
  const { violations } = await runMatrix(stage, lists);
  expect(violations).toEqual([]);
});

test('the filters really were switched off', () => {
  const { unfiltered, withoutFilter } = stage.tampering;
  expect(unfiltered.size).toBeGreaterThan(30);
  for (const text of unfiltered) expect(dropFilters(dropFilters(text)[0])[1]).toBe(0);
  const unexplained = [...withoutFilter].filter((text) => !HAVE_NONE.some((why) => why.says.test(text)));
  expect(unexplained).toEqual([]);
});

test('with row security off the same questions find what is not theirs', async () => {
  for (const { table } of stage.tables) await stage.admin.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  const violations: string[] = [];
  // Some of all is enough to see that the questions would find it.
  for (const noun of ['Users', 'Offices', 'Queues', 'Entries', 'Counters'])
    violations.push(...(await runMatrix(stage, ROUTES[noun] ?? [])).violations);
  const of = (words: RegExp) => violations.filter((violation) => words.test(violation)).length;
  expect(of(/ received /)).toBeGreaterThan(20);
  expect(of(/ changed another organization's /)).toBeGreaterThan(3);
  expect(of(/ tells /)).toBeGreaterThan(20);
  // Five tests' questions in one.
}, 300_000);

/** Statements that have no filter by organization, and why that is right. */
const HAVE_NONE: { says: RegExp; because: string }[] = [
  { says: /^(?:BEGIN|COMMIT|ROLLBACK)/, because: 'the doors' },
  { says: /^(?:SET LOCAL|FETCH|CLOSE) /, because: "a transaction's own settings and cursors" },
  { says: /^SELECT set_config\('app\.organization_id'/, because: 'what row security goes by' },
  {
    says: /"?control"?\."?(?:organizations|domains|plans)\b/,
    because: 'the directory: read by everybody, written by its own',
  },
  { says: /^INSERT INTO \S+ \([^)]*"?organization_id"?/, because: 'a new row, which says itself whose it is' },
];
