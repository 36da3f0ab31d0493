import { readable } from '../../../../server/queries/organizations/export/readable.ts';
import { personal } from '../../../support/clinic.ts';

const ID = '0190a000-0000-7000-8000-00000000c0de';
const own = personal('0190a000-0000-7000-8000-000000000001');
const words = { patient_name: 'Ada', phone: '+4930123456', email: 'ada@example.org', note: null };

test('an export says whose stay and whose appointment it was', () => {
  const row = (sealed: Buffer | null) => JSON.stringify({ id: ID, personal: `\\x${sealed?.toString('hex')}` });
  const appointment = { ...words, birth_date: '1990-02-03' };
  expect(JSON.parse(readable('entries', row(own.seal(ID, words)), own))).toEqual({ id: ID, ...words });
  expect(JSON.parse(readable('appointments', row(own.sealAppointment(ID, appointment)), own))).toEqual({
    id: ID,
    ...appointment,
  });
});
