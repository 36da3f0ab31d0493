import type { Joined } from '../../realtime/contract/commands.ts';

/**
 * One person's visit to the kiosk, from the first touch to the number. Pure. The next person begins with a new one, in which
 * nothing of the last is left.
 */
export type Visit =
  | { step: 'language' }
  | { step: 'services' }
  /** `key` names the wish: asked twice with the same one, the person still gets one number. */
  | { step: 'joining'; queueId: string; key: string }
  | { step: 'ticket'; queueId: string; joined: Joined }
  | { step: 'problem'; queueId: string; key: string; code: string };

export type Deed =
  | { type: 'language_chosen' }
  | { type: 'service_chosen'; queueId: string; key: string }
  | { type: 'joined'; key: string; joined: Joined }
  | { type: 'refused'; key: string; code: string }
  | { type: 'try_again' }
  | { type: 'back' };

/** The first question is the language, where there is more than one. */
export function newVisit(languages: number): Visit {
  return languages > 1 ? { step: 'language' } : { step: 'services' };
}

/** What does not belong to the present step (a second tap, a late answer) changes nothing. */
export function after(visit: Visit, deed: Deed): Visit {
  switch (deed.type) {
    case 'language_chosen':
      return visit.step === 'language' ? { step: 'services' } : visit;
    case 'service_chosen':
      return visit.step === 'services' ? { step: 'joining', queueId: deed.queueId, key: deed.key } : visit;
    case 'joined':
      return visit.step === 'joining' && visit.key === deed.key
        ? { step: 'ticket', queueId: visit.queueId, joined: deed.joined }
        : visit;
    case 'refused':
      return visit.step === 'joining' && visit.key === deed.key
        ? { step: 'problem', queueId: visit.queueId, key: visit.key, code: deed.code }
        : visit;
    case 'try_again':
      return visit.step === 'problem' ? { step: 'joining', queueId: visit.queueId, key: visit.key } : visit;
    case 'back':
      return visit.step === 'problem' ? { step: 'services' } : visit;
  }
}
