import { encode } from 'uqr';
import { localDay } from '../../../models/rules/local-day.ts';
import { directionOf } from '../../../models/rules/language-for.ts';
import type { Language } from '../../../models/vocabulary.ts';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { BOOK_WORDS } from './book-words.ts';
import { escapeHtml } from './html.ts';

type Around = { language: Language; base: string; token: string; now: Date };

/** Who shows it at the entrance is known there. */
const SHOWN_AT_ENTRANCE: readonly Booking['status'][] = ['booked', 'arrived', 'no_show'];
const GONE: readonly Booking['status'][] = ['cancelled', 'expired', 'rescheduled'];

/**
 * The own appointment as plain HTML: it is there before any script, and without one. No name: whoever looks over a shoulder, or
 * finds the link, learns when and where and not who. The same card as the screen's: kiosk-client/book/own/facts.tsx.
 */
export function bookingContent(booking: Booking, { language, base, token, now }: Around): string {
  const words = BOOK_WORDS[language];
  const { status, tracking_url: queue } = booking;
  const [title, text] = said(booking, language, now);
  return `<div class="shell">
<div class="columns columns--own"><main class="main" lang="${language}" dir="${directionOf(language)}">
<div class="question"><h1 class="question__title">${escapeHtml(title)}</h1>${text === null ? '' : `<p class="question__about">${escapeHtml(text)}</p>`}</div>
<div class="own"><article class="pass${GONE.includes(status) ? ' pass--gone' : ''}">
${when(booking, language)}
<dl class="pass__facts">
${fact(words.what, booking.service, null)}
${booking.provider === null ? '' : fact(words.with, booking.provider, null)}
${fact(words.where, booking.office, booking.address)}
</dl>
${SHOWN_AT_ENTRANCE.includes(status) ? entrance(booking.code, language) : ''}
</article>
<div class="ways">
${status === 'checked_in' && queue !== null ? link(queue, words.to_queue) : ''}
${status === 'booked' ? link(`${base}/api/v1/bookings/${token}/calendar.ics`, words.to_calendar) : ''}
${booking.may.cancel || booking.may.move || booking.may.answer_offer ? `<noscript><p class="notice">${escapeHtml(words.needs_script_to_change)}</p></noscript>` : ''}
</div></div>
</main></div>
</div>`;
}

function when({ starts_at, ends_at, time_zone }: Booking, language: Language): string {
  if (starts_at === null) return '';
  const clock = (moment: string) =>
    `<bdi class="number">${escapeHtml(shown(moment, time_zone, language, { hour: 'numeric', minute: '2-digit' }))}</bdi>`;
  const day = shown(starts_at, time_zone, language, { weekday: 'long', day: 'numeric', month: 'long' });
  return `<div class="pass__when"><p class="pass__day">${escapeHtml(day)}</p>
<p class="pass__time">${clock(starts_at)}${ends_at === null ? '' : ` <span class="pass__until">– ${clock(ends_at)}</span>`}</p></div>`;
}

function fact(name: string, words: string, more: string | null): string {
  const below = more === null ? '' : `<address class="pass__more" dir="auto">${escapeHtml(more)}</address>`;
  return `<div class="pass__fact"><dt class="unseen">${escapeHtml(name)}</dt><dd><bdi>${escapeHtml(words)}</bdi>${below}</dd></div>`;
}

function entrance(code: string, language: Language): string {
  const words = BOOK_WORDS[language];
  const { data, size } = encode(code, { ecc: 'M', border: 2 });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return `<div class="pass__entrance">
<svg class="pass__qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${escapeHtml(words.code_for_entrance)}" shape-rendering="crispEdges"><path d="M0 0h${size}v${size}h-${size}z" fill="#ffffff"/><path d="${path}" fill="#000000"/></svg>
<div><p class="pass__label">${escapeHtml(words.your_code)}</p>
<p class="pass__code"><bdi dir="ltr" class="number">${escapeHtml(`${code.slice(0, 4)} ${code.slice(4)}`)}</bdi></p>
<p class="pass__hint">${escapeHtml(words.show_at_entrance)}</p></div></div>`;
}

function link(address: string, words: string): string {
  return `<a class="button button--primary button--large button--wide" href="${escapeHtml(address)}"><span class="button__label">${escapeHtml(words)}</span></a>`;
}

/** The state in words, and a sentence beside it. */
function said(booking: Booking, language: Language, now: Date): [string, string | null] {
  const words = BOOK_WORDS[language];
  switch (booking.status) {
    case 'booked':
      return [daysInWords(booking, language, now), null];
    case 'arrived':
      return [words.is_here, words.is_here_text];
    case 'checked_in':
      return [words.is_checked_in, words.is_checked_in_text];
    case 'fulfilled':
      return [words.is_over, words.is_over_text];
    case 'waitlisted':
      return [words.is_waiting, words.is_waiting_text];
    case 'offered':
      return [words.is_offered, words.is_offered_text];
    case 'cancelled':
      return [words.is_cancelled, words.is_cancelled_text];
    case 'no_show':
      return [words.is_missed, booking.may.arrive ? words.is_missed_today : words.is_missed_text];
    case 'held':
      return [words.is_held, words.is_held_text];
    case 'expired':
    case 'rescheduled':
      return [words.is_expired, words.is_expired_text];
  }
}

const DAY_MS = 86_400_000;

function daysInWords({ starts_at, time_zone }: Booking, language: Language, now: Date): string {
  const words = BOOK_WORDS[language];
  const [today, day] = [now, new Date(starts_at ?? now)].map((moment) => Date.parse(localDay(moment, time_zone)));
  const days = ((day ?? 0) - (today ?? 0)) / DAY_MS;
  if (days < 0) return words.was_booked;
  if (days === 0) return words.is_today;
  if (days === 1) return words.is_tomorrow;
  // Every language has its own forms, and `other` among them.
  const forms: Readonly<Record<string, string>> = words.is_in_days;
  const form = forms[new Intl.PluralRules(language).select(days)] ?? words.is_in_days.other;
  return form.replace('{count}', String(days));
}

/** English as in Europe, and western digits everywhere, as in the letters. The screen knows the reader's own country. */
function shown(moment: string, timeZone: string, language: Language, style: Intl.DateTimeFormatOptions): string {
  const locale = `${language === 'en' ? 'en-GB' : language}-u-nu-latn-ca-gregory`;
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(new Date(moment));
}
