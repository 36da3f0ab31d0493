import type { Database } from '../../models/database.ts';
import type { Actor, DeviceKind, Role } from '../../models/vocabulary.ts';
import { systemOf } from '../access/system-of.ts';
import type { Doors } from '../doors.ts';
import { CITY_CLINIC } from './city-clinic.ts';

/** The demo organization as it stands in the database. */
export type Clinic = {
  organizationId: string;
  queues: { id: string; prefix: string; office_id: string }[];
  counters: { id: string; name: string; office: string }[];
  users: { id: string; email: string; role: Role }[];
  devices: { id: string; name: string; kind: DeviceKind; office_id: string; queueIds: string[] }[];
};

/** null: this database has no demo organization. */
export async function findClinic(database: Database, doors: Doors): Promise<Clinic | null> {
  const organizationId = await idOfClinic(database);
  if (organizationId === null) return null;
  return doors.snapshot(systemOf(organizationId), async ({ transaction }) => {
    const where = { organization_id: organizationId };
    const offices = await database.Office.findAll({ where, transaction });
    const queues = await database.Queue.findAll({ where: { ...where, active: true }, transaction });
    const counters = await database.Counter.findAll({ where: { ...where, active: true }, transaction });
    const users = await database.User.findAll({ where: { ...where, active: true }, transaction });
    const devices = await database.Device.findAll({ where: { ...where, revoked_at: null }, transaction });
    const shown = await database.DeviceQueue.findAll({ where, transaction });
    const officeName = new Map(offices.map(({ id, name }) => [id, name]));
    return {
      organizationId,
      queues: queues.map(({ id, prefix, office_id }) => ({ id, prefix, office_id })),
      counters: counters.map(({ id, name, office_id }) => ({ id, name, office: officeName.get(office_id) ?? '' })),
      users: users.map(({ id, email, role }) => ({ id, email, role })),
      devices: devices.map(({ id, name, kind, office_id }) => ({
        id,
        name,
        kind,
        office_id,
        queueIds: shown.filter(({ device_id }) => device_id === id).map(({ queue_id }) => queue_id),
      })),
    };
  });
}

export async function idOfClinic(database: Database): Promise<string | null> {
  const [found] = await database.directory<{ id: string }>({
    name: 'demo-organization',
    text: 'SELECT id FROM control.organizations WHERE slug = $1',
    values: [CITY_CLINIC.slug],
  });
  return found?.id ?? null;
}

export function userActor(clinic: Clinic, email: string): Actor | null {
  const user = clinic.users.find((one) => one.email === email);
  return user
    ? { kind: 'user', organizationId: clinic.organizationId, id: user.id, role: user.role, queueIds: 'all' }
    : null;
}
