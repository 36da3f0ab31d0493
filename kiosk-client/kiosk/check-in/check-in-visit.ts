import type { EntranceAppointment } from '../../../realtime/contract/resources/check-ins.ts';
import { afterBirthKey, type BirthKey } from './birth-digits.ts';
import { afterCodeKey, isWholeCode } from './code-keys.ts';

/** What somebody shows: a code or what a scanner read, or who they are. */
export type Shown = { code: string } | { patient_name: string; birth_date: string };

/** A question that is on its way. An answer to another one is not for this person. */
export type Asking = { shown: Shown; key: string };

/** The way of somebody with an appointment, from the tile to the number. Pure; `wrong` is the code of the last no. */
export type CheckInVisit =
  | { step: 'code'; typed: string; asking: Asking | null; wrong: string | null }
  | { step: 'name'; name: string }
  | { step: 'birth'; name: string; digits: string; asking: Asking | null; wrong: string | null }
  | {
      step: 'appointment';
      appointment: EntranceAppointment;
      shown: Shown;
      asking: Asking | null;
      wrong: string | null;
    };

export type CheckInDeed =
  | { type: 'appointment_chosen' }
  | { type: 'code_keyed'; key: string }
  | { type: 'code_given'; key: string }
  | { type: 'scanned'; text: string; key: string }
  | { type: 'name_wanted' }
  | { type: 'name_given'; name: string }
  | { type: 'birth_keyed'; key: BirthKey }
  | { type: 'birth_given'; birthDate: string; key: string }
  | { type: 'found'; key: string; appointment: EntranceAppointment }
  | { type: 'not_shown'; key: string; code: string }
  | { type: 'confirmed'; key: string };

/** Nobody is asked anything yet, or for a code: then a QR code may be held before the scanner. */
const SCANS_AT = ['language', 'services', 'code', 'name', 'birth'];

export const NO_CODE: Extract<CheckInVisit, { step: 'code' }> = { step: 'code', typed: '', asking: null, wrong: null };

/** Null where the deed does not belong to the step. */
export function afterCheckIn(visit: { step: string } | CheckInVisit, deed: CheckInDeed): CheckInVisit | null {
  switch (deed.type) {
    case 'appointment_chosen':
      return visit.step === 'services' ? NO_CODE : null;
    case 'scanned': {
      if (!SCANS_AT.includes(visit.step) || isAsking(visit)) return null;
      return { ...NO_CODE, asking: { shown: { code: deed.text }, key: deed.key } };
    }
    case 'code_keyed':
      if (!isAt(visit, 'code') || visit.asking !== null) return null;
      return { ...visit, typed: afterCodeKey(visit.typed, deed.key), wrong: null };
    case 'code_given':
      if (!isAt(visit, 'code') || visit.asking !== null || !isWholeCode(visit.typed)) return null;
      return { ...visit, asking: { shown: { code: visit.typed }, key: deed.key }, wrong: null };
    case 'name_wanted':
      return isAt(visit, 'code') && visit.asking === null ? { step: 'name', name: '' } : null;
    case 'name_given':
      return isAt(visit, 'name') ? { step: 'birth', name: deed.name, digits: '', asking: null, wrong: null } : null;
    case 'birth_keyed':
      if (!isAt(visit, 'birth') || visit.asking !== null) return null;
      return { ...visit, digits: afterBirthKey(visit.digits, deed.key), wrong: null };
    case 'birth_given': {
      if (!isAt(visit, 'birth') || visit.asking !== null) return null;
      const shown = { patient_name: visit.name, birth_date: deed.birthDate };
      return { ...visit, asking: { shown, key: deed.key }, wrong: null };
    }
    case 'found': {
      if (!isAsked(visit, deed.key) || visit.step === 'appointment') return null;
      const { shown } = visit.asking;
      return { step: 'appointment', appointment: deed.appointment, shown, asking: null, wrong: null };
    }
    case 'not_shown':
      return isAsked(visit, deed.key) ? { ...visit, asking: null, wrong: deed.code } : null;
    case 'confirmed':
      if (!isAt(visit, 'appointment') || visit.asking !== null) return null;
      return { ...visit, asking: { shown: visit.shown, key: deed.key }, wrong: null };
  }
}

type At<S extends CheckInVisit['step']> = Extract<CheckInVisit, { step: S }>;

function isAt<S extends CheckInVisit['step']>(visit: { step: string }, step: S): visit is At<S> {
  return visit.step === step;
}

function isAsking(visit: { step: string } | CheckInVisit): boolean {
  return 'asking' in visit && visit.asking !== null;
}

/** Whether this very question is on its way. */
export function isAsked(
  visit: { step: string } | CheckInVisit,
  key: string,
): visit is Exclude<CheckInVisit, { step: 'name' }> & { asking: Asking } {
  return 'asking' in visit && visit.asking?.key === key;
}
