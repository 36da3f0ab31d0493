import { may } from '../../models/rules/permissions.ts';
import type { Permission } from '../../models/vocabulary.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { page } from '../shared/page.ts';

export function allows(user: User, permission: Permission): boolean {
  return may(
    { kind: 'user', organizationId: page.organization.id, id: user.id, role: user.role, queueIds: 'all' },
    permission,
  );
}
