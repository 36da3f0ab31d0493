import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import type { Slots } from '../../realtime/contract/resources/booking.ts';
import type { Provider } from '../../realtime/contract/resources/providers.ts';
import type { Service } from '../../realtime/contract/resources/services.ts';
import { apiOf, yes, type Api } from '../support/api.ts';
import type { Clinic } from '../support/service.ts';

export type BookableClinic = Awaited<ReturnType<typeof openBooking>>;

/** Every day, so that a test may run on any of them and at any hour. */
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));

/** A clinic where patients book: one service of half an hour, offered by as many people as are named. */
export async function openBooking(
  node: string,
  clinic: Clinic,
  {
    providers: names = ['Dr. Ada Abel'],
    service: more = {},
    booking = {},
    hours = EVERY_DAY,
  }: {
    providers?: readonly string[];
    service?: object;
    booking?: object;
    hours?: readonly { weekday: number; from: string; until: string }[];
  } = {},
) {
  const { owner, officeId, slug } = clinic;
  const passerBy = apiOf(node, { slug });
  const service = await yes(
    owner.post<Service>('/services', {
      name: 'Check-up',
      description: 'A conversation, and a look at whatever worries you.',
      duration_minutes: 30,
      booking: { online: true, notice: 0, change_until: 0, ...booking },
      ...more,
    }),
  );
  const providers = await Promise.all(
    names.map((name) => employ(owner, { name, officeId, serviceId: service.id, hours })),
  );
  return {
    service,
    providers,
    passerBy,
    /** Free times of the next days, of anybody. */
    async slots(days = 14) {
      const [from, to] = [new Date(), new Date(Date.now() + days * 86_400_000)].map((at) =>
        at.toISOString().slice(0, 10),
      );
      return yes(passerBy.get<Slots>(`/services/${service.id}/slots?office_id=${officeId}&from=${from}&to=${to}`));
    },
    /** Somebody else books, past the screen. */
    book: (starts_at: string, person: object = { patient_name: 'Somebody Else', email: 'else@example.org' }) =>
      yes(owner.post<Booked>('/appointments', { service_id: service.id, office_id: officeId, starts_at, ...person })),
  };
}

async function employ(
  owner: Api,
  { name, officeId, serviceId, hours }: { name: string; officeId: string; serviceId: string; hours: readonly object[] },
): Promise<Provider> {
  const offices = [{ id: officeId, is_primary: true }];
  const provider = await yes(owner.post<Provider>('/providers', { name, offices, service_ids: [serviceId] }));
  await yes(
    owner.post('/schedules', { provider_id: provider.id, office_id: officeId, effective_from: '2020-01-01', hours }),
  );
  return provider;
}
