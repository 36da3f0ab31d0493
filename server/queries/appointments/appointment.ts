import { permit } from '../../../models/rules/permissions.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import type { Reading } from '../snapshot.ts';
import { appointmentAnswer } from './appointment-answer.ts';

/** @throws Refusal `not_found` */
export async function appointment(tx: Reading, id: string): Promise<Appointment> {
  permit(tx.actor, 'appointment.read');
  return appointmentAnswer(tx, id);
}
