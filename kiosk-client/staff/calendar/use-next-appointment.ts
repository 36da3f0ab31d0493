import { useEffect, useState } from 'preact/hooks';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { api } from '../../shared/api.ts';
import { localOf } from '../../shared/calendar/local-time.ts';
import { serverNow } from '../../shared/clock.ts';

const AGAIN_MS = 60_000;
/** Of those of today who have not come yet, most are still to come. */
const AT_MOST = 100;

/** When the next person is expected at the office today; null while nobody is, or nobody knows. */
export function useNextAppointment(officeId: string, timeZone: string, mayRead: boolean): string | null {
  const [next, setNext] = useState<string | null>(null);
  useEffect(() => {
    if (!mayRead) return;
    let over = false;
    const read = () => {
      const now = serverNow();
      const today = localOf(now, timeZone).day;
      const asked = new URLSearchParams({ office_id: officeId, from: today, to: today, status: 'booked,arrived' });
      api.get<{ data: Appointment[] }>(`/appointments?${asked.toString()}&limit=${AT_MOST}`).then(
        ({ data }) => {
          const later = data.find(({ starts_at: at }) => at !== null && Date.parse(at) > now);
          if (!over) setNext(later?.starts_at ?? null);
        },
        // The board is what counts here.
        () => undefined,
      );
    };
    read();
    const timer = setInterval(read, AGAIN_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [officeId, timeZone, mayRead]);
  return next;
}
