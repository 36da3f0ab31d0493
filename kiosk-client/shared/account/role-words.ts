import type { Role } from '../../../models/vocabulary.ts';
import { t } from './texts.ts';

/** What somebody may do, in a few words. */
export function roleWords(role: Role): string {
  switch (role) {
    case 'owner':
      return t('role_owner');
    case 'admin':
      return t('role_admin');
    case 'manager':
      return t('role_manager');
    case 'staff':
      return t('role_staff');
    case 'viewer':
      return t('role_viewer');
  }
}
