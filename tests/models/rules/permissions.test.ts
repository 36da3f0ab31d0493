import { KEY_PERMISSIONS, may, permissionsOf, permit, ROLE_PERMISSIONS } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import {
  type Actor,
  ACTOR_KINDS,
  DEVICE_KINDS,
  type Permission,
  PERMISSIONS,
  ROLES,
} from '../../../models/vocabulary.ts';

const organizationId = '0190a000-0000-7000-8000-000000000001';
const id = '0190a000-0000-7000-8000-000000000002';
const staffed = (role: (typeof ROLES)[number]): Actor => ({ kind: 'user', organizationId, id, role, queueIds: 'all' });
const paired = (device: (typeof DEVICE_KINDS)[number]): Actor => ({
  kind: 'device',
  organizationId,
  id,
  device,
  officeId: id,
  queueIds: [id],
});
const OTHERS = {
  display: paired('display'),
  kiosk: paired('kiosk'),
  patient: { kind: 'patient', organizationId, id, entryId: id },
  booking: { kind: 'booking', organizationId, id },
  public: { kind: 'public', organizationId, id: null },
  system: { kind: 'system', organizationId, id: null },
} satisfies Record<string, Actor>;

/** Who may do what, written down a second time by hand: rights that come or go unseen are seen here. */
const FROM_ROLE: Record<Permission, (typeof ROLES)[number] | null> = {
  'organization.read': 'viewer',
  'catalogue.read': 'viewer',
  'queue.watch': 'viewer',
  'queue.watch_staff': 'viewer',
  'entry.read': 'viewer',
  'device.read': 'viewer',
  'counter.session': 'staff',
  'entry.join': 'staff',
  'entry.join_urgent': 'staff',
  'entry.call': 'staff',
  'entry.serve': 'staff',
  'entry.move': 'staff',
  'entry.transfer': 'staff',
  'entry.cancel': 'staff',
  'entry.undo': 'staff',
  'appointment.read': 'viewer',
  'appointment.book': 'staff',
  'appointment.change': 'staff',
  'appointment.check_in': 'staff',
  'appointment.overbook': 'manager',
  'appointment.follow': null,
  'appointment.time': null,
  'counter.take_over': 'manager',
  'catalogue.change': 'manager',
  'queue.open': 'manager',
  'device.change': 'manager',
  'user.read': 'manager',
  'provider.change': 'admin',
  'calendar.share': 'admin',
  'user.change': 'admin',
  'organization.change': 'owner',
  'entry.follow': null,
  'entry.time': null,
  'domain.check': null,
  'account.change': 'viewer',
  'api_key.read': 'admin',
  'api_key.change': 'admin',
  'usage.read': 'admin',
  'patient.erase': 'admin',
  'audit.read': 'owner',
  'organization.export': 'owner',
  'organization.close': 'owner',
};
const OF_OTHERS: Record<keyof typeof OTHERS, Permission[]> = {
  display: ['queue.watch'],
  kiosk: ['queue.watch', 'entry.join', 'appointment.check_in'],
  patient: ['queue.watch', 'entry.follow'],
  booking: ['appointment.follow'],
  public: ['queue.watch', 'entry.join', 'appointment.book'],
  system: ['entry.time', 'appointment.time', 'domain.check', 'queue.watch', 'queue.watch_staff'],
};

const inOrder = (permissions: readonly Permission[]) => [...permissions].toSorted();
const answerTo = (actor: Actor, permission: Permission) => {
  try {
    permit(actor, permission);
    return 'granted';
  } catch (refusal) {
    return refusal instanceof Refusal ? refusal.code : refusal;
  }
};

describe('what a role may do', () => {
  test.each(PERMISSIONS)('%s begins where it was promised to', (permission) => {
    const lowest = FROM_ROLE[permission];
    const allowed = lowest === null ? [] : ROLES.slice(0, ROLES.indexOf(lowest) + 1);
    expect(ROLES.filter((role) => may(staffed(role), permission))).toEqual(allowed);
  });

  test('everybody may do what those below may, and something more', () => {
    for (const [rank, role] of ROLES.slice(0, -1).entries()) {
      const below = ROLE_PERMISSIONS[ROLES[rank + 1] ?? 'owner'];
      expect(ROLE_PERMISSIONS[role]).toEqual(expect.arrayContaining([...below]));
      expect(ROLE_PERMISSIONS[role].length).toBeGreaterThan(below.length);
    }
  });

  test('an address with which anybody reads when people come is made by the organization’s own people, and by no program', () => {
    expect(KEY_PERMISSIONS).not.toContain('calendar.share');
    for (const role of ROLES) {
      const operator: Actor = { kind: 'operator', organizationId, id, role };
      expect(may(operator, 'calendar.share')).toBe(false);
      expect(may(staffed(role), 'calendar.share') && !may(staffed(role), 'appointment.read')).toBe(false);
    }
  });

  test('no right is listed twice', () => {
    for (const role of ROLES) expect(new Set(ROLE_PERMISSIONS[role]).size).toBe(ROLE_PERMISSIONS[role].length);
  });
});

describe('what devices, patients, passers-by and the clock may do', () => {
  test.each(Object.entries(OTHERS))('a %s has its own short list', (name, actor) => {
    // The names are the keys of both tables.
    expect(inOrder(permissionsOf(actor))).toEqual(inOrder(OF_OTHERS[name as keyof typeof OTHERS]));
  });

  test('nobody is forgotten', () => {
    expect(new Set(['user', 'api_key', 'operator', ...Object.values(OTHERS).map(({ kind }) => kind)])).toEqual(
      new Set(ACTOR_KINDS),
    );
    expect(DEVICE_KINDS.every((device) => device in OTHERS)).toBe(true);
  });

  test('only staff see names, and nobody but the clock does what the clock does', () => {
    const outside = [OTHERS.display, OTHERS.kiosk, OTHERS.patient, OTHERS.booking, OTHERS.public];
    const personal: Permission[] = ['queue.watch_staff', 'entry.read', 'appointment.read', 'user.read'];
    expect(outside.filter((actor) => personal.some((permission) => may(actor, permission)))).toEqual([]);
    const everybody = [...ROLES.map(staffed), ...Object.values(OTHERS)];
    expect(everybody.filter((actor) => may(actor, 'entry.time'))).toEqual([OTHERS.system]);
  });
});

describe('somebody who asks for more', () => {
  test('is told to sign in when unknown, and that the role does not allow it when known', () => {
    for (const actor of [...ROLES.map(staffed), ...Object.values(OTHERS)]) {
      for (const permission of PERMISSIONS) {
        const refused = actor.kind === 'public' ? 'unauthenticated' : 'not_permitted';
        expect(answerTo(actor, permission)).toBe(may(actor, permission) ? 'granted' : refused);
      }
    }
  });
});
