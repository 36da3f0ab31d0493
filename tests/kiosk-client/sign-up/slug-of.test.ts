import fc from 'fast-check';
import { slugOf } from '../../../kiosk-client/sign-up/slug-of.ts';
import { slug } from '../../../realtime/contract/resources/words.ts';

test.each([
  ['City Clinic', 'city-clinic'],
  ['Praxis Dr. Müßig & Söhne', 'praxis-dr-muessig-soehne'],
  ["L'hôpital  d’Évian", 'lhopital-devian'],
  ['عيادة المدينة', ''],
  ['AB', ''],
])('%s is suggested as %s', (name, address) => {
  expect(slugOf(name)).toBe(address);
});

test('whatever is suggested, the service takes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 60 })), (name) => {
      const suggested = slugOf(name);
      expect(suggested === '' || slug.safeParse(suggested).success).toBe(true);
    }),
  );
});
