import type { KEY_PERMISSIONS } from '../../../models/rules/permissions.ts';
import type { Permission } from '../../../models/vocabulary.ts';
import { t } from './texts.ts';

type KeyPermission = (typeof KEY_PERMISSIONS)[number];

const NAMES: Record<KeyPermission, () => string> = {
  'organization.read': () => t('scope_organization_read'),
  'catalogue.read': () => t('scope_catalogue_read'),
  'catalogue.change': () => t('scope_catalogue_change'),
  'provider.change': () => t('scope_provider_change'),
  'user.read': () => t('scope_user_read'),
  'device.read': () => t('scope_device_read'),
  'queue.watch': () => t('scope_queue_watch'),
  'queue.watch_staff': () => t('scope_queue_watch_staff'),
  'queue.open': () => t('scope_queue_open'),
  'entry.join': () => t('scope_entry_join'),
  'entry.join_urgent': () => t('scope_entry_join_urgent'),
  'entry.read': () => t('scope_entry_read'),
  'entry.call': () => t('scope_entry_call'),
  'entry.serve': () => t('scope_entry_serve'),
  'entry.move': () => t('scope_entry_move'),
  'entry.transfer': () => t('scope_entry_transfer'),
  'entry.cancel': () => t('scope_entry_cancel'),
  'appointment.read': () => t('scope_appointment_read'),
  'appointment.book': () => t('scope_appointment_book'),
  'appointment.change': () => t('scope_appointment_change'),
  'appointment.overbook': () => t('scope_appointment_overbook'),
  'appointment.check_in': () => t('scope_appointment_check_in'),
  'usage.read': () => t('scope_usage_read'),
};

/** What a key may, as somebody would say it. */
export function scopeName(permission: Permission): string {
  const names: Partial<Record<Permission, () => string>> = NAMES;
  return names[permission]?.() ?? permission;
}
