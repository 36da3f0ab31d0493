/** Where one is in the administration: the part of the address after `#`. */
export const PLACES = [
  'today',
  'guide',
  'sheet',
  'calendar',
  'queues',
  'counters',
  'offices',
  'providers',
  'schedules',
  'services',
  'devices',
  'display-messages',
  'users',
  'invitations',
  'organization',
  'domains',
  'api-keys',
  'plan',
  'data',
  'audit-log',
  'security-log',
  'support-access',
] as const;
export type Place = (typeof PLACES)[number];

export type Address = {
  place: Place;
  /** One thing of the place, or a new one. */
  item: string | null;
  /** The code that a screen shows, when its QR code led here. */
  pairingCode: string | null;
};

export const NEW = 'new';

/** `#/queues/new`, `#/devices`, `#pair=ABCD2345`. What is not known is today. */
export function readAddress(hash: string): Address {
  const pairingCode = new URLSearchParams(hash.replace(/^#/, '')).get('pair');
  if (pairingCode !== null) return { place: 'devices', item: NEW, pairingCode: pairingCode.trim().toUpperCase() };
  const [, place, item] = hash.replace(/^#/, '').split('/');
  const known = PLACES.find((one) => one === place) ?? 'today';
  return { place: known, item: known === place && item ? decodeURIComponent(item) : null, pairingCode: null };
}

export function addressOf(place: Place, item: string | null = null): string {
  return item === null ? `#/${place}` : `#/${place}/${encodeURIComponent(item)}`;
}
