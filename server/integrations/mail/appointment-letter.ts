import { part } from '../../../kiosk-client/languages/part.ts';
import { languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES, type Language, type MessageKind } from '../../../models/vocabulary.ts';
import { appointmentCalendar, type CalendarMethod } from '../calendar/appointment-calendar.ts';
import type { Mail } from './deliver-mail.ts';

const LETTERS = part('appointmentLetters');

/** One appointment as a letter says it. */
export type LetteredAppointment = {
  origin_id: string;
  sequence: number;
  code: string;
  starts_at: Date;
  ends_at: Date | null;
  status_at: Date;
  /** When an offer ends. */
  timer_at: Date | null;
  patient_name: string | null;
  language: string | null;
  office: string;
  address: string | null;
  provider: string | null;
  time_zone: string;
  link: string;
};

type Sender = { name: string; languages: readonly string[]; email: string };

/**
 * What somebody is told, in their language and in the office's time, with a calendar where it changes one. It says when, where, with
 * whom, and nothing of why.
 * @param appointments  of one person; more than one only of a series
 * @param unsubscribe  ends reminders of the first one
 */
export function appointmentLetter(
  kind: MessageKind,
  to: string,
  appointments: readonly [LetteredAppointment, ...LetteredAppointment[]],
  { sender, unsubscribe }: { sender: Sender; unsubscribe: string },
): Mail {
  const [first] = appointments;
  const language = languageFor([first.language, ...sender.languages], LANGUAGES);
  const words = LETTERS[language];
  const calendar = calendarOf(kind, to, appointments, { sender, summary: summaryIn(language, sender.name) });
  const opening =
    kind === 'offer' ? words.offer(timeIn(language, first.timer_at ?? first.starts_at, first.time_zone)) : words[kind];
  const text = [
    words.hello(first.patient_name),
    opening,
    ...appointments.map((one) => paragraphOf(kind, language, one)),
    ...(calendar && kind !== 'cancelled' ? [words.attached] : []),
    ...(kind === 'reminder' ? [`${words.stop}:\n${first.link}`] : []),
    sender.name,
  ].join('\n\n');
  return {
    to,
    subject: words.subject[kind](sender.name),
    text,
    sender: sender.name,
    ...(calendar && { calendar }),
    ...(kind === 'reminder' && { unsubscribe }),
  };
}

/** What fits on a small screen: the subject and the time; of an offer, until when. */
export function appointmentNote(
  kind: MessageKind,
  { starts_at, timer_at, time_zone, language: wanted }: LetteredAppointment,
  sender: Pick<Sender, 'name' | 'languages'>,
): { title: string; body: string; language: Language } {
  const language = languageFor([wanted, ...sender.languages], LANGUAGES);
  const words = LETTERS[language];
  const time = timeIn(language, starts_at, time_zone);
  const body = kind === 'offer' ? `${words.offer(timeIn(language, timer_at ?? starts_at, time_zone))} ${time}` : time;
  return { title: words.subject[kind](sender.name), body, language };
}

/** What a calendar shows of it. */
export function summaryIn(language: Language, organization: string): string {
  return LETTERS[language].summary(organization);
}

function paragraphOf(
  kind: MessageKind,
  language: Language,
  { starts_at, time_zone, office, address, provider, code, link }: LetteredAppointment,
): string {
  const words = LETTERS[language];
  const isOver = kind === 'cancelled';
  const wish = isOver ? words.see : kind === 'offer' ? words.answer : words.manage;
  return [
    `${words.when}: ${timeIn(language, starts_at, time_zone)}`,
    `${words.where}: ${placeOf(office, address)}`,
    ...(provider === null ? [] : [`${words.who}: ${provider}`]),
    ...(isOver || kind === 'offer' ? [] : [`${words.code}: ${code}`]),
    `${wish}:`,
    link,
  ].join('\n');
}

/** With the name of the zone: whoever reads it elsewhere is not an hour late. English as in Europe, and western digits everywhere. */
function timeIn(language: Language, moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-nu-latn-ca-gregory`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(moment);
}

function calendarOf(
  kind: MessageKind,
  to: string,
  appointments: readonly LetteredAppointment[],
  { sender, summary }: { sender: Sender; summary: string },
): Mail['calendar'] {
  if (kind === 'offer' || kind === 'reminder') return undefined;
  const isCancelled = kind === 'cancelled';
  // An invitation is about one event.
  const single: CalendarMethod = isCancelled ? 'CANCEL' : 'REQUEST';
  const method = appointments.length === 1 ? single : 'PUBLISH';
  const events = appointments.flatMap(
    ({ origin_id: originId, sequence, starts_at: startsAt, ends_at: endsAt, status_at: changedAt, ...one }) =>
      endsAt === null
        ? []
        : [
            {
              originId,
              // The end of it is news, too.
              sequence: isCancelled ? sequence + 1 : sequence,
              ...{ startsAt, endsAt, changedAt, summary, isCancelled },
              location: placeOf(one.office, one.address),
              url: one.link,
            },
          ],
  );
  const content = appointmentCalendar(method, events, {
    ...(method !== 'PUBLISH' && { between: { organizer: sender, attendee: to } }),
  });
  return { method, content };
}

function placeOf(office: string, address: string | null): string {
  return address === null || address === '' ? office : `${office}, ${address}`;
}
