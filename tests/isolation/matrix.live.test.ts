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

test.each(Object.entries(ROUTES))(
  "%s: whoever asks for their own, another organization's and missing things, nothing of another is read, changed or known",
  async (_noun, ofNoun) => {
    const { violations } = await runMatrix(stage, ofNoun);
    expect(violations).toEqual([]);
  },
);

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
  expect(lines.slice(0, 5)).toEqual([]);
});
