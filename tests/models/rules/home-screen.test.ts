import { homeScreenOf } from '../../../models/rules/home-screen.ts';
import { ROLES } from '../../../models/vocabulary.ts';

test('whoever sets things up begins in the administration, whoever serves begins at the tablet', () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, homeScreenOf(role)]))).toEqual({
    owner: 'admin',
    admin: 'admin',
    manager: 'admin',
    staff: 'staff',
    viewer: 'staff',
  });
});
