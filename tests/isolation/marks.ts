import { randomBytes } from 'node:crypto';

/** Words that betray where something came from. Lower case, so that nobody's folding hides them. */
export type Marks = {
  /** What everybody may read who stands before the door: names of the organization, its offices, queues, counters, screens. */
  public: string;
  /** What only those inside may read: names and addresses of staff, keys, invitations, reasons. */
  inner: string;
  /** Patients' names, notes and addresses. */
  patient: string;
  /** A patient's telephone number, as digits. */
  phone: string;
};

export function newMarks(letter: string): Marks {
  const mark = (kind: string) => `${kind}${letter}${randomBytes(4).toString('hex')}`;
  return {
    public: mark('zebra'),
    inner: mark('okapi'),
    patient: mark('quokka'),
    phone: `4930${String(randomBytes(4).readUInt32BE()).padStart(10, '0')}`,
  };
}
