import '../shared/paper-page.ts';
import { PLACES } from '../../../kiosk-client/admin/address.ts';
import { fieldsFor } from '../../../kiosk-client/admin/resources/fields-for.ts';
import { kinds } from '../../../kiosk-client/admin/resources/kinds.ts';
import type { ListName } from '../../../kiosk-client/admin/lists.ts';
import { organizationFields } from '../../../kiosk-client/admin/resources/organization.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import type { z } from 'zod';

const routes = Object.values(ROUTES).flat();

function routeOf(method: string, path: string) {
  const route = routes.find((one) => one.method === method && one.path === path);
  if (!route) throw new Error(`${method} ${path} is no route`);
  return route;
}

/** `policy.grace` in a schema of objects within objects, `texts.en.name` in one of records. */
function schemaAt(schema: z.ZodType | undefined, path: string): z.ZodType | undefined {
  return path.split('.').reduce<z.ZodType | undefined>((inside, name) => {
    // an object schema, a record's, or nothing
    const holder = unwrapped(inside) as {
      shape?: Record<string, z.ZodType>;
      keyType?: z.ZodType;
      valueType?: z.ZodType;
    };
    if (holder?.keyType?.safeParse(name).success) return holder.valueType;
    return holder?.shape?.[name];
  }, schema);
}

function unwrapped(schema: z.ZodType | undefined): unknown {
  const inner = (schema as { unwrap?: () => z.ZodType } | undefined)?.unwrap; // of an optional or nullable one
  return inner ? unwrapped(inner.call(schema)) : schema;
}

// The keys of a constant record.
const names = Object.keys(kinds) as ListName[];

describe.each(names)('the form for %s', (name) => {
  const resource = kinds[name]('ABCD2345');
  const create = routeOf('post', resource.createPath ?? `/${name}`);
  const change = routeOf('patch', `/${name}/:id`);

  test('has only fields that the service takes', () => {
    const unknown = [
      ...fieldsFor(resource.fields, null).filter(({ path }) => !schemaAt(create.body, path)),
      ...fieldsFor(resource.fields, {}).filter(({ path }) => !schemaAt(change.body, path)),
    ];
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  test('asks for everything that the service needs', () => {
    const asked = fieldsFor(resource.fields, null).map(({ path }) => path);
    const missing = create.body?.safeParse({}).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(missing.filter((path) => !asked.includes(path))).toEqual([]);
  });

  test('sends null only where the service takes it', () => {
    const nullable = fieldsFor(resource.fields, {}).filter((field) => field.nullable === true);
    expect(nullable.filter(({ path }) => schemaAt(change.body, path)?.safeParse(null).success !== true)).toEqual([]);
  });

  test('is open to those whom the service lets, and has a place in the address', () => {
    expect([create.permission, change.permission]).toEqual([resource.mayChange, resource.mayChange]);
    expect(PLACES).toContain(name);
  });
});

test('the form for the organization has only fields that the service takes', () => {
  const { body } = routeOf('patch', '/organization');
  expect(organizationFields().filter(({ path }) => !schemaAt(body, path))).toEqual([]);
});

test('the form for services says what is usual as the service has it', () => {
  const fields = kinds.services(null).fields.filter(({ path }) => path.startsWith('booking.'));
  const usual: Record<string, unknown> = bookingPolicy.parse({});
  const said = fields.filter(({ control: { kind } }) => kind === 'span' || kind === 'number');
  expect(fields.map(({ path }) => path.slice('booking.'.length)).toSorted()).toEqual(Object.keys(usual).toSorted());
  for (const { path, initial } of said) expect([path, initial ?? 'null']).toEqual([path, String(usual[path.slice(8)])]);
});
