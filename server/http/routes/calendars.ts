import { z } from 'zod';
import { languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES } from '../../../models/vocabulary.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { sharedCalendar } from '../../../realtime/contract/resources/appointments.ts';
import { bookingToken, calendarFeedToken, readCalendarFeedToken } from '../../access/booking-token.ts';
import { shareCalendar } from '../../commands/calendars/share-calendar.ts';
import { stopSharingCalendar } from '../../commands/calendars/stop-sharing-calendar.ts';
import { appointmentCalendar } from '../../integrations/calendar/appointment-calendar.ts';
import { summaryIn } from '../../integrations/mail/appointment-letter.ts';
import { ownTime } from '../../queries/calendars/own-time.ts';
import { providerCalendar } from '../../queries/calendars/provider-calendar.ts';
import { calendarRoute } from '../calendar-route.ts';
import { route } from '../route.ts';
import { byId } from '../schemas.ts';

const byToken = z.strictObject({ token: z.string() });
/** How often programs should ask, as far as they heed it. */
const REFRESH_SECONDS = 900;

export const calendars = [
  calendarRoute({
    path: '/bookings/:token/calendar.ics',
    summary: 'The own booking for a calendar',
    permission: 'appointment.follow',
    params: byToken,
    fileName: 'appointment.ics',
    async run({ read, access, organization, home }) {
      const { origin_id, office, address, language, status, ...time } = await read(ownTime);
      const isCancelled = status === 'cancelled';
      return appointmentCalendar('PUBLISH', [
        {
          originId: origin_id,
          ...{ startsAt: time.starts_at, endsAt: time.ends_at, changedAt: time.status_at },
          sequence: isCancelled ? time.sequence + 1 : time.sequence,
          isCancelled,
          summary: summaryIn(languageFor([language, ...organization.languages], LANGUAGES), organization.name),
          location: address === null ? office : `${office}, ${address}`,
          url: `${home}/b/${bookingToken(access.keys, organization.id, origin_id)}`,
        },
      ]);
    },
  }),
  calendarRoute({
    path: '/calendars/:token.ics',
    summary: 'The calendar of a provider by its secret address: booked times, from 90 days ago on, and nobody’s name',
    permission: 'public',
    params: byToken,
    fileName: 'calendar.ics',
    async run({ read, access, organization }, { token }) {
      const named = readCalendarFeedToken(access.keys, token);
      if (named === null || named.organizationId !== organization.id) throw new Refusal('not_found');
      const { name, times } = await read((tx) => providerCalendar(tx, named.id));
      const events = times.map(({ origin_id, sequence, service, office, address, ...time }) => ({
        originId: origin_id,
        sequence,
        ...{ startsAt: time.starts_at, endsAt: time.ends_at, changedAt: time.status_at },
        summary: service,
        location: address === null ? office : `${office}, ${address}`,
      }));
      return appointmentCalendar('PUBLISH', events, { name, refreshSeconds: REFRESH_SECONDS });
    },
  }),
  route({
    method: 'post',
    path: '/providers/:id/calendar-feed',
    summary: 'Gives the calendar of a provider a secret address; the one before ends',
    permission: 'calendar.share',
    params: byId,
    answers: { 201: sharedCalendar },
    async run({ write, access, organization, home }, { params }) {
      const token = await write(async (tx) =>
        calendarFeedToken(access.keys, organization.id, await shareCalendar(tx, params)),
      );
      return { url: `${home}/api/v1/calendars/${token}.ics` };
    },
  }),
  route({
    method: 'delete',
    path: '/providers/:id/calendar-feed',
    summary: 'Ends the secret address of the calendar of a provider',
    permission: 'provider.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => stopSharingCalendar(tx, params)),
  }),
];
