import type { EntranceCheckIn } from '../../realtime/contract/resources/check-ins.ts';
import { afterCheckIn, isAsked, NO_CODE, type CheckInDeed, type CheckInVisit } from './check-in/check-in-visit.ts';
import { afterKey, noPhone, type KeyedPhone, type PhoneKey } from './keyed-phone.ts';

/** What is asked for. `key` names the wish: asked twice with the same one, the person still gets one number. */
export type Wish = {
  queueId: string;
  key: string;
  /** Null where nobody is asked for a phone. One without a digit was asked for and not given. */
  phone: KeyedPhone | null;
};

/**
 * One person's visit to the kiosk, from the first touch to the number. Pure. The next person begins with a new one, in which
 * nothing of the last is left.
 */
export type Visit =
  | { step: 'language' }
  | { step: 'services' }
  /** `wrong`: the server could not read the number. */
  | { step: 'phone'; queueId: string; phone: KeyedPhone; wrong: boolean }
  | { step: 'joining'; wish: Wish }
  | { step: 'ticket'; queueId: string; joined: EntranceCheckIn }
  | { step: 'problem'; wish: Wish; code: string }
  | CheckInVisit;

/** What a tablet asks for beside the service. `callingCode`: of the country it stands in, null where nobody knows. */
export type Asks = { phone: boolean; callingCode: string | null };

export type Deed =
  | { type: 'language_chosen' }
  | { type: 'service_chosen'; queueId: string; key: string; asks: Asks }
  | { type: 'phone_keyed'; key: PhoneKey; callingCode: string | null }
  | { type: 'phone_given'; key: string }
  | { type: 'phone_kept_back'; key: string }
  | { type: 'joined'; key: string; joined: EntranceCheckIn }
  | { type: 'refused'; key: string; code: string; wrongPhone: boolean }
  | { type: 'try_again' }
  | { type: 'back' }
  | CheckInDeed;

/** The first question is the language, where there is more than one. */
export function newVisit(languages: number): Visit {
  return languages > 1 ? { step: 'language' } : { step: 'services' };
}

/** What does not belong to the present step (a second tap, a late answer) changes nothing. */
export function after(visit: Visit, deed: Deed): Visit {
  switch (deed.type) {
    case 'language_chosen':
      return visit.step === 'language' ? { step: 'services' } : visit;
    case 'service_chosen': {
      if (visit.step !== 'services') return visit;
      const { queueId, key, asks } = deed;
      return asks.phone
        ? { step: 'phone', queueId, phone: noPhone(asks.callingCode), wrong: false }
        : { step: 'joining', wish: { queueId, key, phone: null } };
    }
    case 'phone_keyed':
      if (visit.step !== 'phone') return visit;
      return { ...visit, phone: afterKey(visit.phone, deed.key, deed.callingCode), wrong: false };
    case 'phone_given':
      if (visit.step !== 'phone' || visit.phone.digits === '') return visit;
      return { step: 'joining', wish: { queueId: visit.queueId, key: deed.key, phone: visit.phone } };
    case 'phone_kept_back':
      if (visit.step !== 'phone') return visit;
      return { step: 'joining', wish: { queueId: visit.queueId, key: deed.key, phone: { abroad: false, digits: '' } } };
    case 'joined': {
      const { key, joined } = deed;
      if (isWish(visit, key)) return { step: 'ticket', queueId: visit.wish.queueId, joined };
      return isAsked(visit, key) ? { step: 'ticket', queueId: joined.entry.queue_id, joined } : visit;
    }
    case 'refused': {
      if (!isWish(visit, deed.key)) return visit;
      const { wish } = visit;
      return deed.wrongPhone && wish.phone !== null
        ? { step: 'phone', queueId: wish.queueId, phone: wish.phone, wrong: true }
        : { step: 'problem', wish, code: deed.code };
    }
    case 'try_again':
      return visit.step === 'problem' ? { step: 'joining', wish: visit.wish } : visit;
    case 'back':
      return backFrom(visit);
    default:
      return afterCheckIn(visit, deed) ?? visit;
  }
}

function backFrom(visit: Visit): Visit {
  switch (visit.step) {
    case 'problem':
    case 'phone':
    case 'code':
      return { step: 'services' };
    case 'name':
    case 'birth':
    case 'appointment':
      return NO_CODE;
    case 'language':
    case 'services':
    case 'joining':
    case 'ticket':
      return visit;
  }
}

function isWish(visit: Visit, key: string): visit is Extract<Visit, { step: 'joining' }> {
  return visit.step === 'joining' && visit.wish.key === key;
}
