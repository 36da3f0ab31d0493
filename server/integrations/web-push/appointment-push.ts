import { directionOf } from '../../../models/rules/language-for.ts';
import type { MessageKind } from '../../../models/vocabulary.ts';
import type { PushMessage } from '../../../realtime/contract/resources/pushes.ts';
import { appointmentNote, type LetteredAppointment } from '../mail/appointment-letter.ts';

/** Push services keep nothing for longer than four weeks. */
const MOST_SECONDS = 28 * 24 * 60 * 60;

/** What one telephone is told of an appointment, in its language: that there is news, and the time; of an offer, until when. */
export function appointmentPush(
  kind: MessageKind,
  appointment: LetteredAppointment,
  sender: { name: string; languages: readonly string[] },
  { path, tag }: { path: string; tag: string },
): PushMessage {
  const { title, body, language } = appointmentNote(kind, appointment, sender);
  return { title, body, path, tag, urgent: kind === 'offer', language, direction: directionOf(language) };
}

/** Seconds for which it is worth finding a telephone that is off: until the offer ends, or the appointment begins. */
export function keptFor(
  kind: MessageKind,
  { starts_at: startsAt, timer_at: endsAt }: Pick<LetteredAppointment, 'starts_at' | 'timer_at'>,
  now: Date,
): number {
  const until = kind === 'offer' ? (endsAt ?? now) : startsAt;
  return Math.min(MOST_SECONDS, Math.max(1, Math.floor((until.getTime() - now.getTime()) / 1000)));
}
