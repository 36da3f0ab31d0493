import { erased, erasePatient } from '../../../realtime/contract/resources/patients.ts';
import { bookingToken } from '../../access/booking-token.ts';
import { trackingToken } from '../../access/tracking-token.ts';
import { erasePatient as erase } from '../../commands/patients/erase-patient.ts';
import { route } from '../route.ts';

export const patients = [
  route({
    method: 'post',
    path: '/patients/erasures',
    summary:
      'Forgets a person, by phone, e-mail address, entry or appointment: whoever still waits or is still to come is cancelled first',
    permission: 'patient.erase',
    body: erasePatient,
    answers: { 201: erased },
    async run({ write, access, live, organization }, { body }) {
      const answer = await write((tx) => erase(tx, body));
      for (const id of answer.entry_ids) {
        access.forget(trackingToken(access.keys, organization.id, id));
        live.revoke(organization.id, { kind: 'patient', id });
      }
      for (const id of answer.origin_ids) access.forget(bookingToken(access.keys, organization.id, id));
      return answer;
    },
  }),
];
