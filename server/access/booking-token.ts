import { derivedLink } from './derived-link.ts';

const LINK = derivedLink('apt', 'booking-link');

/** The link of a booking or of a place on the waitlist: by the origin's id, so it stays the same however often the time is moved. */
export const bookingToken = LINK.make;
export const readBookingToken = LINK.read;
export const organizationOfBookingToken = LINK.organizationOf;

const FEED = derivedLink('cal', 'calendar-feed');

/** The secret address of a provider's calendar: by the id of the feed, so that a new one ends the old. */
export const calendarFeedToken = FEED.make;
export const readCalendarFeedToken = FEED.read;
