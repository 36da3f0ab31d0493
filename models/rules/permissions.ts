import type { Actor, Permission, QueueScope, Role } from '../vocabulary.ts';
import { Refusal } from './refusal.ts';

const VIEWER: readonly Permission[] = [
  'organization.read',
  'catalogue.read',
  'queue.watch',
  'queue.watch_staff',
  'entry.read',
  'appointment.read',
  'device.read',
  'account.change',
];
const STAFF: readonly Permission[] = [
  ...VIEWER,
  'counter.session',
  'entry.join',
  'entry.join_urgent',
  'entry.call',
  'entry.serve',
  'entry.move',
  'entry.transfer',
  'entry.cancel',
  'entry.undo',
  'appointment.book',
  'appointment.change',
  'appointment.check_in',
];
const MANAGER: readonly Permission[] = [
  ...STAFF,
  'counter.take_over',
  'appointment.overbook',
  'catalogue.change',
  'queue.open',
  'device.change',
  'user.read',
];
const ADMIN: readonly Permission[] = [
  ...MANAGER,
  'provider.change',
  'calendar.share',
  'user.change',
  'api_key.read',
  'api_key.change',
  'usage.read',
  'patient.erase',
];
const OWNER: readonly Permission[] = [
  ...ADMIN,
  'organization.change',
  'audit.read',
  'organization.export',
  'organization.close',
];

/** What each role may do. Everybody above may do what those below may. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: OWNER,
  admin: ADMIN,
  manager: MANAGER,
  staff: STAFF,
  viewer: VIEWER,
};

const PUBLIC: readonly Permission[] = ['queue.watch', 'entry.join', 'appointment.book'];

/** What the others may do: devices, the patient's own link, passers-by, the clock. */
export const OTHER_PERMISSIONS = {
  display: ['queue.watch'],
  kiosk: ['queue.watch', 'entry.join', 'appointment.check_in'],
  patient: ['queue.watch', 'entry.follow'],
  booking: ['appointment.follow'],
  public: PUBLIC,
  system: ['entry.time', 'appointment.time', 'domain.check', 'queue.watch', 'queue.watch_staff'],
} as const satisfies Record<string, readonly Permission[]>;

/** What only the organization's own people decide, whatever role the platform's operator was let in with. */
const NEVER_OPERATORS: readonly Permission[] = [
  'account.change',
  'user.change',
  'api_key.change',
  'calendar.share',
  'organization.export',
  'organization.close',
  'patient.erase',
];

/** What an API key may be given. The rest is for people, who can be asked why. */
export const KEY_PERMISSIONS = [
  'organization.read',
  'catalogue.read',
  'catalogue.change',
  'provider.change',
  'user.read',
  'device.read',
  'queue.watch',
  'queue.watch_staff',
  'queue.open',
  'entry.join',
  'entry.join_urgent',
  'entry.read',
  'entry.call',
  'entry.serve',
  'entry.move',
  'entry.transfer',
  'entry.cancel',
  'appointment.read',
  'appointment.book',
  'appointment.change',
  'appointment.overbook',
  'appointment.check_in',
  'usage.read',
] as const satisfies readonly Permission[];

/** What is left of the rights of somebody who still has to set up the second factor: that, and to read where they are. */
const WITHOUT_SECOND_FACTOR: readonly Permission[] = ['account.change', 'organization.read'];

export function permissionsOf(actor: Actor): readonly Permission[] {
  switch (actor.kind) {
    case 'user':
      return actor.otpMissing ? WITHOUT_SECOND_FACTOR : ROLE_PERMISSIONS[actor.role];
    case 'api_key':
      return actor.permissions;
    case 'operator':
      return ROLE_PERMISSIONS[actor.role].filter((permission) => !NEVER_OPERATORS.includes(permission));
    case 'device':
      return OTHER_PERMISSIONS[actor.device];
    case 'patient':
    case 'booking':
    case 'public':
    case 'system':
      return OTHER_PERMISSIONS[actor.kind];
  }
}

export function may(actor: Actor, permission: Permission): boolean {
  return permissionsOf(actor).includes(permission);
}

/**
 * The first line of every command and query.
 * @throws Refusal `unauthenticated` for somebody unknown, `not_permitted` for somebody known, `otp_setup_required` before that is done.
 */
export function permit(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  if (actor.kind === 'user' && actor.otpMissing) throw new Refusal('otp_setup_required');
  throw new Refusal(actor.kind === 'public' ? 'unauthenticated' : 'not_permitted');
}

/** The same for what all queues share: it is changed by those whose work is not limited to some. @throws Refusal */
export function permitEverywhere(actor: Actor, permission: Permission): void {
  permit(actor, permission);
  if (queueScopeOf(actor) !== 'all') throw new Refusal('not_permitted');
}

/** Whether the actor's work extends to this queue. What they may do there is a matter of permissions. */
export function concernsQueue(actor: Actor, queueId: string): boolean {
  const own = queueScopeOf(actor);
  return own === 'all' || own.includes(queueId);
}

/** The queues that somebody's work or a screen is limited to. A patient's and a passer-by's limits are of another kind. */
export function queueScopeOf(actor: Actor): QueueScope {
  return actor.kind === 'user' || actor.kind === 'device' ? actor.queueIds : 'all';
}
