import { may } from '../../models/rules/permissions.ts';
import type { Permission } from '../../models/vocabulary.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { page } from '../shared/page.ts';
import { isSupport } from '../shared/session.ts';

export function allows({ id, role }: User, permission: Permission): boolean {
  const who = { organizationId: page.organization.id, id, role };
  return may(isSupport() ? { kind: 'operator', ...who } : { kind: 'user', ...who, queueIds: 'all' }, permission);
}
