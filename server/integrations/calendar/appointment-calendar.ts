import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** REQUEST and CANCEL are told to one person about one event; PUBLISH is what anybody may read. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

export type CalendarEvent = {
  /** Of the matter: the same however often it is moved. */
  originId: string;
  /** Goes up with every change that people are told of; of two with one UID the higher holds. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  /** When it became what it is. */
  changedAt: Date;
  /** Nothing that must not be read over somebody's shoulder. */
  summary: string;
  location?: string | null;
  url?: string | undefined;
  isCancelled?: boolean;
};

/**
 * RFC 5545. All times are moments in UTC: they mean the same whatever a calendar thinks of the office's time zone.
 * @param between  who invites whom, for REQUEST and CANCEL
 */
export function appointmentCalendar(
  method: CalendarMethod,
  events: readonly CalendarEvent[],
  {
    name,
    between,
    refreshSeconds,
  }: {
    name?: string;
    between?: { organizer: { name: string; email: string }; attendee: string };
    refreshSeconds?: number;
  } = {},
): string {
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'WaitLessQ', product: 'appointments', language: 'EN' },
    ...(name !== undefined && { name }),
    ...(refreshSeconds !== undefined && { ttl: refreshSeconds }),
  });
  for (const { originId, sequence, startsAt, endsAt, changedAt, isCancelled = false, ...words } of events) {
    const { summary, location = null, url } = words;
    calendar.createEvent({
      id: `${originId}@waitlessq`,
      sequence,
      start: startsAt,
      end: endsAt,
      stamp: changedAt,
      summary,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(location !== null && { location }),
      ...(url !== undefined && { url }),
      ...(between && {
        // A quotation mark cannot stand in a name here.
        organizer: { ...between.organizer, name: between.organizer.name.replaceAll('"', "'") },
        attendees: [
          {
            email: between.attendee,
            role: ICalAttendeeRole.REQ,
            status: ICalAttendeeStatus.ACCEPTED,
            rsvp: false,
          },
        ],
      }),
    });
  }
  return calendar.toString();
}
