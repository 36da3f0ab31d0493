import type { Place } from '../address.ts';

/** What is opened once a week or once a year: loaded when it is. */
const SETTING_PLACES = [
  'invitations',
  'domains',
  'api-keys',
  'plan',
  'data',
  'audit-log',
  'security-log',
  'support-access',
] as const satisfies readonly Place[];
/** `suspended`: what an owner may still see of an organization that stands still. */
export type SettingPlace = (typeof SETTING_PLACES)[number] | 'suspended';

export function isSetting(place: Place): place is (typeof SETTING_PLACES)[number] {
  return (SETTING_PLACES as readonly Place[]).includes(place);
}
