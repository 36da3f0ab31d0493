import { APPOINTMENT_LIFECYCLE } from '../../../models/rules/appointment-lifecycle.ts';
import type { AppointmentMove } from '../../../models/vocabulary.ts';
import type { Appointment, CheckedIn } from '../../../realtime/contract/resources/appointments.ts';
import { api } from '../api.ts';
import { toast } from '../ui/toast.tsx';
import { t } from './texts.ts';

/** Whether the table has such an arrow. */
export function isOpenTo(move: AppointmentMove, { status }: Appointment): boolean {
  return (APPOINTMENT_LIFECYCLE[move].from as readonly string[]).includes(status); // a part of all statuses
}

export function mayCheckIn(appointment: Appointment): boolean {
  return isOpenTo('check_in', appointment);
}

/** The person is there: from now on in the queue, with a number. @throws ApiProblem */
export async function checkIn(appointment: Appointment): Promise<void> {
  const { entry } = await api.post<CheckedIn>(`/appointments/${appointment.id}/check-in`);
  toast(t('checked_in_as', { number: entry.ticket_number }), { tone: 'good' });
}
