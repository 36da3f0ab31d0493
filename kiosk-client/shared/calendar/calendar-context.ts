import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Permission } from '../../../models/vocabulary.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import type { Schedule, ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { byName } from '../i18n/by-name.ts';
import { listAll } from '../list-all.ts';

/** What the organization has set up, as far as times are concerned. */
export type Catalogue = {
  offices: readonly Office[];
  providers: readonly Provider[];
  services: readonly Service[];
  schedules: readonly Schedule[];
  exceptions: readonly ScheduleException[];
};

/** A wished time, as it was tapped or dropped. */
export type Wished = { providerId: string; startsAt: string };

/** What lies over the calendar: one at a time. */
export type Over =
  | { kind: 'appointment'; appointment: Appointment }
  | { kind: 'group'; appointments: readonly Appointment[] }
  | { kind: 'move'; appointment: Appointment; to: Wished | null }
  | { kind: 'book'; at: Wished | null }
  | { kind: 'wait' };

export type CalendarWork = {
  catalogue: Catalogue;
  office: Office;
  may: (permission: Permission) => boolean;
  open: (over: Over | null) => void;
  /** Reads anew what is shown: after what was done here. */
  refresh: () => Promise<void>;
};

export const CalendarContext = createContext<CalendarWork | null>(null);

export function useCalendar(): CalendarWork {
  const work = useContext(CalendarContext);
  if (!work) throw new Error('outside of the calendar');
  return work;
}

/** @throws ApiProblem */
export async function readCatalogue(): Promise<Catalogue> {
  const [offices, providers, services, schedules, exceptions] = await Promise.all([
    listAll<Office>('/offices'),
    listAll<Provider>('/providers'),
    listAll<Service>('/services'),
    listAll<Schedule>('/schedules'),
    listAll<ScheduleException>('/schedule-exceptions'),
  ]);
  return {
    offices: offices.filter(isActive).sort(byName),
    providers: providers.filter(isActive).sort(byName),
    services: services.filter(isActive).sort(byName),
    schedules: schedules.filter(isActive),
    exceptions: exceptions.filter(isActive),
  };
}

export function providersAt({ providers }: Catalogue, officeId: string): Provider[] {
  return providers.filter(({ offices }) => offices.some(({ id }) => id === officeId));
}

export function servicesOf({ services, providers }: Catalogue, providerId: string | null): Service[] {
  if (providerId === null) {
    return services.filter(({ id }) => providers.some(({ service_ids }) => service_ids.includes(id)));
  }
  const offered = providers.find(({ id }) => id === providerId)?.service_ids ?? [];
  return services.filter(({ id }) => offered.includes(id));
}

function isActive({ active }: { active: boolean }): boolean {
  return active;
}
