/**
 * Every word the service is built from, once: statuses, moves, roles, permissions and actors.
 * The columns, the rules, the wire and the screens all take them from here.
 */

/** The states of an entry. Each one is an interval with a start, an end, an actor and perhaps a counter. */
export const ENTRY_STATUSES = [
  'waiting',
  'called',
  'serving',
  'parked',
  'no_show',
  'served',
  'left',
  'cancelled',
  'transferred',
] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** Everything that can be done to an entry, in the staff's and the patient's own verbs. */
export const ENTRY_MOVES = [
  'join',
  'call',
  'recall',
  'come',
  'serve',
  'arrive',
  'finish',
  'no_show',
  'return',
  'expire',
  'park',
  'resume',
  'snooze',
  'move',
  'leave',
  'cancel',
  'transfer',
  'undo',
] as const;
export type EntryMove = (typeof ENTRY_MOVES)[number];

/** What is said afterwards: each move in the past tense. `queue.*` are the moves of the queue itself. */
export const EVENT_TYPES = [
  'entry.joined',
  'entry.called',
  'entry.recalled',
  'entry.coming',
  'entry.started',
  'entry.arrived',
  'entry.finished',
  'entry.missed',
  'entry.returned',
  'entry.expired',
  'entry.parked',
  'entry.resumed',
  'entry.snoozed',
  'entry.moved',
  'entry.left',
  'entry.cancelled',
  'entry.transferred',
  'entry.noted',
  'entry.undone',
  'queue.opened',
  'queue.closed',
  'queue.paused',
  'queue.continued',
  'queue.changed',
  'queue.counters_changed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const QUEUE_STATUSES = ['open', 'paused', 'closed'] as const;
export type QueueStatus = (typeof QUEUE_STATUSES)[number];

export const COUNTER_STATES = ['open', 'paused', 'closed'] as const;
export type CounterState = (typeof COUNTER_STATES)[number];

/** Where a returning or transferred entry is put. `fair`: behind a few others; `keep`: by its own first due time. */
export const PLACEMENTS = ['first', 'last', 'fair', 'keep'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** Lane 0 is called before everybody else, always; lane 1 is everybody else. */
export const LANES = { urgent: 0, normal: 1 } as const;
export type Priority = keyof typeof LANES;
export const PRIORITIES = ['urgent', 'normal'] as const satisfies readonly Priority[];

/** How a person came to be in the queue. Decides the waiting time the person is promised. */
export const ENTRY_CLASSES = ['walk_in', 'appointment'] as const;
export type EntryClass = (typeof ENTRY_CLASSES)[number];

/** The states of an appointment, from somebody who waits for a time to the end of the matter. */
export const APPOINTMENT_STATUSES = [
  'held',
  'booked',
  'arrived',
  'checked_in',
  'fulfilled',
  'waitlisted',
  'offered',
  'cancelled',
  'no_show',
  'rescheduled',
  'expired',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** Everything that can happen to an appointment. `fulfil`, `miss` and `reopen` also follow from what happens to its entry. */
export const APPOINTMENT_MOVES = [
  'hold',
  'book',
  'expire',
  'arrive',
  'check_in',
  'fulfil',
  'miss',
  'cancel',
  'reschedule',
  'wait',
  'offer',
  'accept',
  'decline',
  'reopen',
] as const;
export type AppointmentMove = (typeof APPOINTMENT_MOVES)[number];

/** How somebody stands who shows an appointment at the entrance. `elsewhere`: no queue of this tablet takes it. */
export const CHECK_IN_STATES = [
  'ready',
  'too_early',
  'another_day',
  'another_office',
  'elsewhere',
  'checked_in',
  'cancelled',
  'over',
] as const;
export type CheckInState = (typeof CHECK_IN_STATES)[number];

/** What a tablet asks of whoever has an appointment; `none`: nothing, because nobody has one there. */
export const CHECK_IN_WAYS = ['none', 'code', 'name'] as const;

/** Through which door an appointment came. */
export const BOOKING_SOURCES = ['online', 'staff', 'api'] as const;
export type BookingSource = (typeof BOOKING_SOURCES)[number];

/** One of a series, that one and all after it, or all that are still to come. */
export const SERIES_SCOPES = ['one', 'following', 'all'] as const;
export type SeriesScope = (typeof SERIES_SCOPES)[number];

/** What a person is told of an appointment, and by which way. */
export const MESSAGE_KINDS = ['confirmation', 'reminder', 'moved', 'cancelled', 'offer'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export const MESSAGE_CHANNELS = ['email', 'push', 'sms', 'whatsapp'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];
/** `sending`: somebody is at it. `waiting`: it is tried again. The others are the end of it. */
export const MESSAGE_STATUSES = ['sending', 'waiting', 'sent', 'failed', 'skipped'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const EXCEPTION_KINDS = ['closed', 'open'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Staff accounts, from the most to the least powerful. */
export const ROLES = ['owner', 'admin', 'manager', 'staff', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const DEVICE_KINDS = ['display', 'kiosk'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What a ticket printer takes. */
export const PAPERS = ['58mm', '80mm'] as const;
export type Paper = (typeof PAPERS)[number];

/** Whether a screen can be heard. `blocked`: its browser wants a touch first. `none`: it has no sound, or needs none. */
export const SOUND_STATES = ['on', 'blocked', 'none'] as const;
/** What a paired screen says of itself every half minute. Nothing about anybody. */
export type DeviceReport = {
  build: string;
  /** Pixels of the whole screen. */
  width: number;
  height: number;
  language: string;
  sound: (typeof SOUND_STATES)[number];
  /** What last went wrong on it since its page was loaded. */
  error: { message: string; at: string } | null;
};

export const ORGANIZATION_STATUSES = ['trial', 'active', 'suspended', 'closed'] as const;
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];

export const PLAN_TYPES = ['trial', 'basic', 'pro', 'enterprise'] as const;
export type PlanType = (typeof PLAN_TYPES)[number];

/** What a plan may include, checked by name. */
export const FEATURES = ['analytics', 'integrations', 'api_keys', 'custom_branding', 'custom_domain'] as const;
export type Feature = (typeof FEATURES)[number];

/** What a plan limits; `storage` in bytes, `api_calls` per day, `sockets` at once, `requests` per second. */
export const PLAN_LIMITS = ['providers', 'users', 'displays', 'storage', 'api_calls', 'sockets', 'requests'] as const;
export type PlanLimit = (typeof PLAN_LIMITS)[number];

/** What the security log tells: somebody tried, or somebody was kept out. */
export const SECURITY_EVENTS = [
  'wrong_organization', // a credential of this organization was shown to another
  'refresh_token_reused',
  'login_failed',
  'login_blocked',
  'otp_failed',
  'pairing_failed',
  'check_in_blocked', // too many names were tried at a tablet
  'signed_in_elsewhere',
  'plan_limit_reached',
] as const;
export type SecurityEvent = (typeof SECURITY_EVENTS)[number];

/** What somebody may hear of a queue. The public board holds ticket numbers and no personal word. */
export const AUDIENCES = ['public', 'staff'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const PERMISSIONS = [
  'organization.read',
  'organization.change',
  'catalogue.read', // offices, services, providers, counters, queues
  'catalogue.change',
  'provider.change',
  'calendar.share', // the secret address of a provider's booked times
  'user.read',
  'user.change',
  'device.read',
  'device.change',
  'queue.watch', // the public board
  'queue.watch_staff', // the staff's board, with names
  'queue.open', // open, close, pause
  'counter.session',
  'counter.take_over', // somebody else's session
  'entry.join',
  'entry.join_urgent',
  'entry.read',
  'entry.call',
  'entry.serve', // serve, finish, park, resume, no-show, return, recall
  'entry.move',
  'entry.transfer',
  'entry.cancel',
  'entry.undo',
  'entry.follow', // the patient's own entry: place, arrive, snooze, leave
  'entry.time', // what the clock does: no-show and expiry timers
  'appointment.read', // the calendar, with names
  'appointment.book', // hold, book, wait for a time
  'appointment.change', // move, cancel, offer, mark as missed
  'appointment.overbook',
  'appointment.check_in',
  'appointment.follow', // the own booking: see, move, cancel, arrive, take an offer
  'appointment.time', // what the clock does: holds and offers end, who did not come is missed
  'domain.check', // what the clock does: whether the record of a host still stands
  'account.change', // the own password, second factor and sign-ins
  'api_key.read',
  'api_key.change',
  'usage.read',
  'audit.read', // the audit log and the security log
  'patient.erase',
  'organization.export',
  'organization.close',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The queues that somebody's work is limited to. */
export type QueueScope = 'all' | readonly string[];

/** Who is asking. Every actor belongs to exactly one organization. */
export type Actor =
  | {
      kind: 'user';
      organizationId: string;
      id: string;
      role: Role;
      queueIds: QueueScope;
      /** The organization demands a second factor of this role: before there is one, nothing else may be done. */
      otpMissing?: boolean;
    }
  | { kind: 'api_key'; organizationId: string; id: string; permissions: readonly Permission[] }
  /** Somebody of the platform, inside for a stated reason and a limited time; the id is that of the support access. */
  | { kind: 'operator'; organizationId: string; id: string; role: Role }
  | {
      kind: 'device';
      organizationId: string;
      id: string;
      device: DeviceKind;
      officeId: string;
      queueIds: readonly string[];
    }
  | { kind: 'patient'; organizationId: string; id: string; entryId: string }
  /** Whoever has the link of a booking, or of a place on the waitlist; the id is that of its first appointment. */
  | { kind: 'booking'; organizationId: string; id: string }
  | { kind: 'public'; organizationId: string; id: null }
  | { kind: 'system'; organizationId: string; id: null };
export type ActorKind = Actor['kind'];
export const ACTOR_KINDS = [
  'user',
  'api_key',
  'operator',
  'device',
  'patient',
  'booking',
  'public',
  'system',
] as const satisfies readonly ActorKind[];

/** Where a request came from: what the audit log says beside who. All null for the clock. */
export type Origin = { address: string | null; requestId: string | null; userAgent: string | null };
export const FROM_NOWHERE: Origin = { address: null, requestId: null, userAgent: null };

/** Languages with a complete catalogue; the first is the fallback. */
export const LANGUAGES = ['en', 'de', 'es', 'ar', 'hi'] as const;
export type Language = (typeof LANGUAGES)[number];
/** The rest are written from left to right. */
export const RIGHT_TO_LEFT: readonly Language[] = ['ar'];
