import '../shared/paper-page.ts';
import {
  bodyOf,
  draftOf,
  errorOf,
  errorsElsewhere,
  rebased,
  type DraftField,
} from '../../../kiosk-client/admin/resources/draft.ts';
import {
  asCents,
  asNumber,
  asSwitch,
  withOffice,
  withPrimary,
} from '../../../kiosk-client/admin/resources/controls.ts';

const fields: DraftField[] = [
  { path: 'name' },
  { path: 'note', nullable: true },
  { path: 'capacity', nullable: true, ...asNumber },
  { path: 'public_join', ...asSwitch },
  { path: 'price_cents', nullable: true, ...asCents },
  { path: 'policy.grace', nullable: true, ...asNumber },
  { path: 'policy.restore', ...asNumber },
  { path: 'queue_ids', initial: [] },
];
const queue = {
  ...{ name: 'Blood tests', note: null, capacity: 20, public_join: true, price_cents: 1550 },
  ...{ policy: { grace: null, restore: 60 }, queue_ids: ['q1'] },
};

describe('a form', () => {
  test('shows a thing as text, and sends nothing while nothing is different', () => {
    const draft = draftOf(fields, queue);
    expect(draft).toMatchObject({ name: 'Blood tests', note: '', capacity: '20', price_cents: '15.50' });
    expect(draft).toMatchObject({ 'policy.grace': '', 'policy.restore': '60' });
    expect(bodyOf(fields, draft, queue)).toEqual({});
  });

  test('sends what is different, as the wire takes it', () => {
    const draft = {
      ...draftOf(fields, queue),
      ...{ note: ' by the window ', capacity: '', price_cents: '9,90', 'policy.grace': '3', public_join: false },
      queue_ids: ['q1', 'q2'],
    };
    expect(bodyOf(fields, draft, queue)).toEqual({
      ...{ note: 'by the window', capacity: null, price_cents: 990, policy: { grace: 3 }, public_join: false },
      queue_ids: ['q1', 'q2'],
    });
  });

  test('of a new thing leaves out what was left empty', () => {
    const draft = { ...draftOf(fields, null), name: 'Children' };
    expect(bodyOf(fields, draft, null)).toEqual({ name: 'Children', public_join: false, queue_ids: [] });
  });

  test('that was overtaken keeps what was touched, and shows the rest anew', () => {
    const draft = { ...draftOf(fields, queue), capacity: '25' };
    const fresh = { ...queue, name: 'Blood and urine tests', capacity: 30, policy: { grace: 5, restore: 60 } };
    const caughtUp = rebased(fields, draft, queue, fresh);
    expect(caughtUp).toMatchObject({ name: 'Blood and urine tests', capacity: '25', 'policy.grace': '5' });
    expect(bodyOf(fields, caughtUp, fresh)).toEqual({ capacity: 25 });
  });

  test("puts the server's words at the field they are about", () => {
    const errors = [
      { path: 'body.name', message: 'too long' },
      { path: 'body.queue_ids.0', message: 'no such queue' },
      { path: 'body.office_id', message: 'no such office' },
      { path: 'body.policy.grace', message: 'too big' },
    ];
    expect(errorOf('name', errors)).toBe('too long');
    expect(errorOf('queue_ids', errors)).toBe('no such queue');
    expect(errorOf('policy.grace', errors)).toBe('too big');
    expect(errorOf('note', errors)).toBeUndefined();
    expect(errorOf('nam', errors)).toBeUndefined();
    expect(errorsElsewhere(fields, errors)).toEqual(['body.office_id: no such office']);
  });
});

describe('the offices of a provider', () => {
  test('have exactly one primary, whichever is checked or unchecked', () => {
    const one = withOffice([], 'north', true);
    expect(one).toEqual([{ id: 'north', is_primary: true }]);
    const two = withOffice(one, 'south', true);
    expect(two.filter(({ is_primary }) => is_primary)).toEqual([{ id: 'north', is_primary: true }]);
    expect(withPrimary(two, 'south')).toEqual([
      { id: 'north', is_primary: false },
      { id: 'south', is_primary: true },
    ]);
    expect(withOffice(two, 'north', false)).toEqual([{ id: 'south', is_primary: true }]);
    expect(withOffice(one, 'north', false)).toEqual([]);
  });
});
