import type { AuditRecord } from '../../../realtime/contract/resources/audit.ts';
import { t } from './texts.ts';

/** Who it was: by name where there is one, otherwise what kind of somebody. */
export function actorWords(actor: AuditRecord['actor'] | null): string {
  if (actor === null) return t('actor_public');
  const { kind, name } = actor;
  switch (kind) {
    case 'user':
      return name ?? t('actor_user');
    case 'api_key':
      return name === null ? t('api_key') : `${t('api_key')}: ${name}`;
    case 'operator':
      return name === null ? t('actor_operator') : `${t('actor_operator')}: ${name}`;
    case 'device':
      return name ?? t('actor_device');
    case 'patient':
      return t('actor_patient');
    case 'booking':
      return t('actor_booking');
    case 'public':
      return t('actor_public');
    case 'system':
      return t('actor_system');
  }
}
