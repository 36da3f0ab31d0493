import { ROUTES } from '../../server/http/routes/all-routes.ts';
import { runMatrix } from './matrix.ts';
import { openStage, type Stage } from './stage.ts';

/** Made from the routes that are served: one that is added tomorrow is asked tomorrow. */
const routes = Object.values(ROUTES).flat();
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});

test('every route, everybody, own, foreign and missing: nothing of another organization is read, changed or known', async () => {
  const { violations } = await runMatrix(stage, routes);
  expect(violations).toEqual([]);
});

test('no line of the log holds a word of the staff or a patient, or a credential', () => {
  const { world, other, bystander, service } = stage;
  const words = [world, other, bystander].flatMap(({ marks, credentials, secrets }) => [
    marks.inner,
    marks.patient,
    marks.phone,
    ...credentials.values(),
    ...secrets.values(),
  ]);
  const lines = service.logged.filter((line) => words.some((word) => line.includes(word)));
  expect(service.logged.length).toBeGreaterThan(routes.length);
  expect(lines).toEqual([]);
});
