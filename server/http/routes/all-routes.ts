import type { Route } from '../route.ts';
import { account } from './account.ts';
import { audit } from './audit.ts';
import { apiKeys } from './api-keys.ts';
import { appointmentMessages } from './appointment-messages.ts';
import { calendars } from './calendars.ts';
import { appointments } from './appointments.ts';
import { auth } from './auth.ts';
import { bookings } from './bookings.ts';
import { checkIns } from './check-ins.ts';
import { counters } from './counters.ts';
import { devices } from './devices.ts';
import { displayMessages } from './display-messages.ts';
import { domains } from './domains.ts';
import { entries } from './entries.ts';
import { invitations } from './invitations.ts';
import { offices } from './offices.ts';
import { organizations } from './organizations.ts';
import { passwordReset } from './password-reset.ts';
import { patients } from './patients.ts';
import { providers } from './providers.ts';
import { queues } from './queues.ts';
import { schedules } from './schedules.ts';
import { services } from './services.ts';
import { slots } from './slots.ts';
import { supportAccess } from './support-access.ts';
import { track } from './track.ts';
import { today } from './today.ts';
import { usage } from './usage.ts';
import { users } from './users.ts';

/** Every address of the API. A path with a fixed word stands before one that would take the word for an id. */
export const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  Organization: organizations,
  Domains: domains,
  Today: today,
  Usage: usage,
  'Signing in': auth,
  'Own account': account,
  Users: users,
  Invitations: invitations,
  'Lost passwords': passwordReset,
  'API keys': apiKeys,
  Offices: offices,
  Services: services,
  Providers: providers,
  Schedules: schedules,
  'Times that may be booked': slots,
  Queues: queues,
  Entries: entries,
  Appointments: appointments,
  'Checking in': checkIns,
  'Own bookings': bookings,
  Counters: counters,
  Patients: track,
  Devices: devices,
  'Messages on displays': displayMessages,
  'Being forgotten': patients,
  'Telling people of appointments': appointmentMessages,
  Calendars: calendars,
  Logs: audit,
  'Support access': supportAccess,
};
