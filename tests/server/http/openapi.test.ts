import { STATUS } from '../../../server/http/errors.ts';
import { openApiDocument } from '../../../server/http/openapi.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import { withoutSecrets } from '../../../server/http/middleware/log-requests.ts';
import { REFUSALS } from '../../../models/rules/refusal.ts';
import { PERMISSIONS } from '../../../models/vocabulary.ts';

const routes = Object.values(ROUTES).flat();
const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
type Operation = {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
  security?: object[];
};

test('the reference is OpenAPI 3.1 and says every route', () => {
  expect(document.openapi).toBe('3.1.0');
  const said = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  const served = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(said.toSorted()).toEqual(served.toSorted());
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? '');
  expect(references.length).toBeGreaterThan(50);
  for (const target of new Set(references)) {
    const found = target
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
    expect([target, typeof found]).toEqual([target, 'object']);
  }
});

test('every operation is complete', () => {
  const ids = new Set<string>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const name = `${method} ${path}`;
      expect([name, ids.has(operation.operationId)]).toEqual([name, false]);
      ids.add(operation.operationId);
      expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect([name, declared.map((parameter) => parameter.name)]).toEqual([name, inPath]);
      for (const parameter of declared) expect(parameter.required).toBe(true);
      const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect([name, successes.length]).toEqual([name, 1]);
      expect(operation.responses['404']?.content).toHaveProperty('application/problem+json');
    }
  }
});

test('every route says who may', () => {
  for (const { method, path, permission } of routes) {
    expect([`${method} ${path}`, ['public', ...PERMISSIONS].includes(permission)]).toEqual([`${method} ${path}`, true]);
  }
});

test('every refusal has a status', () => {
  expect(Object.keys(STATUS).toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
});

test('a path is logged without its secrets', () => {
  expect(withoutSecrets('/o/city/t/trk_abc-DEF_123?x=1')).toBe('/o/city/t/trk_***');
  expect(withoutSecrets('/api/v1/track/trk_abc/arrival?token=dev_1')).toBe('/api/v1/track/trk_***/arrival');
  for (const kind of ['dev', 'rft', 'dvc', 'inv', 'rst', 'sup', 'ops', 'wlq'])
    expect(withoutSecrets(`/${kind}_AbC-1_2`)).toBe(`/${kind}_***`);
});
