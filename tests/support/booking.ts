import { v7 as uuidv7 } from 'uuid';
import type { StoredAppointment } from '../../models/appointment.ts';
import { APPOINTMENT_COLUMNS } from '../../models/appointment.ts';
import type { Actor } from '../../models/vocabulary.ts';
import type { BookingPolicy } from '../../realtime/contract/resources/booking.ts';
import type { Clinic } from './clinic.ts';

/** Every day from eight to six, wherever the clinic is. */
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** A service of half an hour and whoever offers it at the clinic's office, every day. */
export async function openForBooking(
  clinic: Clinic,
  options: {
    providers?: number;
    minutes?: number;
    policy?: Partial<BookingPolicy>;
    from?: string;
    until?: string;
  } = {},
) {
  const { providers = 1, minutes = 30, policy = {}, from = '08:00', until = '18:00' } = options;
  const own = { organization_id: clinic.organizationId };
  const service = uuidv7();
  const providerIds = Array.from({ length: providers }, () => uuidv7());
  await clinic.doors.transact(clinic.manager, async ({ database, transaction }) => {
    const booking = { online: true, ...policy };
    await database.Service.create(
      { ...own, id: service, name: 'Visit', duration_minutes: minutes, booking },
      { transaction },
    );
    for (const [index, id] of providerIds.entries()) {
      const pair = { ...own, provider_id: id };
      await database.Provider.create({ ...own, id, name: `Dr. ${index + 1}` }, { transaction });
      await database.ProviderOffice.create({ ...pair, office_id: clinic.officeId }, { transaction });
      await database.ProviderService.create({ ...pair, service_id: service }, { transaction });
      await database.Schedule.create(
        {
          ...pair,
          id: uuidv7(),
          office_id: clinic.officeId,
          effective_from: '2020-01-01',
          hours: DAYS.map((weekday) => ({ weekday, from, until })),
        },
        { transaction },
      );
    }
  });
  const [provider = ''] = providerIds;
  return {
    service,
    provider,
    providers: providerIds,
    /** What is asked for at a time, with the first of them. */
    at: (starts_at: string, provider_id: string | null = provider) => ({
      service_id: service,
      office_id: clinic.officeId,
      provider_id,
      starts_at,
    }),
  };
}

/** Whoever has the link of a booking. */
export function holderOf(clinic: Clinic, { origin_id: id }: { origin_id: string }): Actor {
  return { kind: 'booking', organizationId: clinic.organizationId, id };
}

/** A passer-by. */
export function passerBy(clinic: Clinic): Actor {
  return { kind: 'public', organizationId: clinic.organizationId, id: null };
}

/** Every row, in the order in which they were made. */
export function storedAppointments(clinic: Clinic): Promise<StoredAppointment[]> {
  return clinic.snapshot(clinic.manager, (tx) =>
    tx.query<StoredAppointment>({
      name: 'stored-appointments',
      text: `SELECT ${APPOINTMENT_COLUMNS} FROM appointments a WHERE a.organization_id = $1 ORDER BY a.id`,
      values: [clinic.organizationId],
    }),
  );
}
