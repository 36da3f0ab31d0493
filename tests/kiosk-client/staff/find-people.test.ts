import { findPeople } from '../../../kiosk-client/staff/find-people.ts';
import { boardOf } from './boards.ts';

const board = boardOf('A', [
  { seq: 4, patient_name: 'Ana Belén López' },
  { seq: 41, patient_name: 'Jürgen Müller-Lüdenscheidt' },
  { seq: 104, patient_name: 'فاطمة الزهراء' },
  { seq: 141, patient_name: null },
]);
const people = board.entries.map((entry) => ({ board, entry }));
const found = (wanted: string) => findPeople(people, wanted).map(({ entry }) => entry.ticket_number);

test.each([
  ['A041', ['A041']],
  ['a41', ['A041']],
  ['A 41', ['A041']],
  ['41', ['A041', 'A141']],
  ['4', ['A004', 'A041', 'A104', 'A141']],
  ['104', ['A104']],
  ['a0', ['A004', 'A041']],
])('the number %s finds %j, the very number first', (wanted, numbers) => {
  expect(found(wanted)).toEqual(numbers);
});

test.each([
  ['lopez', ['A004']],
  ['LÓPEZ ana', ['A004']],
  ['muller', ['A041']],
  ['luden', ['A041']],
  ['الزهراء', ['A104']],
  ['opez', []],
  ['ana muller', []],
  ['  ', []],
])('the name %j finds %j', (wanted, numbers) => {
  expect(found(wanted)).toEqual(numbers);
});
