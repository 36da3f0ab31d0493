import type { Office } from '../../realtime/contract/resources/offices.ts';
import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import type { BookingPolicy } from '../../realtime/contract/resources/booking.ts';
import type { Provider } from '../../realtime/contract/resources/providers.ts';
import type { Schedule } from '../../realtime/contract/resources/schedules.ts';
import type { Service } from '../../realtime/contract/resources/services.ts';
import { instantOf, localTime } from '../../models/rules/wall-clock.ts';
import { daysAfter } from '../../models/rules/slots.ts';
import { yes } from '../support/api.ts';
import type { Clinic } from '../support/service.ts';

export type Practice = Awaited<ReturnType<typeof openPractice>>;

/**
 * Two doctors of the clinic who can be booked every day from eight to six. It is about ten in the morning there, whenever the
 * test runs: the office lies where the clocks say so.
 */
export async function openPractice(clinic: Clinic, policy: Partial<BookingPolicy> = {}) {
  const { owner, officeId } = clinic;
  const timeZone = whereItIsTen(new Date());
  await yes(owner.patch<Office>(`/offices/${officeId}`, { time_zone: timeZone }));
  const service = await yes(
    owner.post<Service>('/services', {
      name: 'Check-up',
      duration_minutes: 30,
      booking: { early_from: 1440, ...policy },
    }),
  );
  const [weiss, okafor] = await Promise.all(
    ['Dr Lena Weiss', 'Dr Ada Okafor'].map((name) => provider(name, [service.id])),
  );
  if (!weiss || !okafor) throw new Error('two providers were added');
  const today = localTime(new Date(), timeZone).slice(0, 10);

  async function provider(name: string, service_ids: string[]): Promise<Provider> {
    const offices = [{ id: officeId, is_primary: true }];
    return yes(owner.post<Provider>('/providers', { name, offices, service_ids }));
  }

  return {
    timeZone,
    service,
    weiss,
    okafor,
    today,
    tomorrow: daysAfter(today, 1),
    provider,
    /** Every day from eight to six. */
    async hours(...whose: readonly Provider[]): Promise<void> {
      const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', until: '18:00' }));
      for (const { id } of whose) {
        const schedule = { provider_id: id, office_id: officeId, effective_from: '2020-01-01', hours };
        await yes(owner.post<Schedule>('/schedules', schedule));
      }
    },
    /** @param local  `YYYY-MM-DDTHH:MM` on the clock of the office */
    book(patient_name: string, { id }: Provider, local: string, more: object = {}): Promise<Booked> {
      const starts_at = instantOf(local, timeZone)?.toISOString();
      const wish = { service_id: service.id, office_id: officeId, provider_id: id, starts_at, patient_name, ...more };
      return yes(owner.post<Booked>('/appointments', wish));
    },
  };
}

function whereItIsTen(now: Date): string {
  const ahead = 10 - now.getUTCHours();
  // The sign is the wrong way round in these names.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
