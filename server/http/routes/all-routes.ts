import type { Route } from '../route.ts';
import { account } from './account.ts';
import { audit } from './audit.ts';
import { apiKeys } from './api-keys.ts';
import { auth } from './auth.ts';
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
import { services } from './services.ts';
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
  Queues: queues,
  Entries: entries,
  Counters: counters,
  Patients: track,
  Devices: devices,
  'Messages on displays': displayMessages,
  'Being forgotten': patients,
  Logs: audit,
  'Support access': supportAccess,
};
