import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { AppointmentRow } from '../../models/appointment.ts';
import { MESSAGE_KINDS, type MessageChannel } from '../../models/vocabulary.ts';
import { bookingToken } from '../access/booking-token.ts';
import { homeOf } from '../access/home.ts';
import type { Keys } from '../access/keys.ts';
import { LimitReached, type Limits } from '../access/limits.ts';
import type { DirectoryRow, Organizations } from '../access/organizations.ts';
import type { Site } from '../access/site.ts';
import { systemOf } from '../access/system-of.ts';
import { noteMessages } from '../commands/appointments/note-messages.ts';
import { takeMessages, type Planned, type TakenMessage } from '../commands/appointments/take-messages.ts';
import type { Doors } from '../doors.ts';
import {
  appointmentLetter,
  appointmentNote,
  type LetteredAppointment,
} from '../integrations/mail/appointment-letter.ts';
import type { DeliverMail, Delivered } from '../integrations/mail/deliver-mail.ts';
import type { SendText } from '../integrations/text-messages/send-text.ts';

/** The ways by which people can be reached; null: not at this installation. */
export type Ways = { email: DeliverMail | null; sms: SendText | null; whatsapp: SendText | null };

/** A database that fails over is back within this. */
const AGAIN_AFTER_MS = [500, 2_000, 8_000];

/** Of a job. */
const payload = z.object({
  organization_id: z.uuid(),
  appointment_id: z.uuid(),
  kind: z.enum(MESSAGE_KINDS),
  starts_at: z.iso.datetime(),
  lead: z.int(),
});

/** It is tried again, a little later each time, until it would be too late. */
export class TryLater extends Error {}

export type TellPeople = (payload: unknown) => Promise<void>;

/**
 * Tells people of their appointments: looks whether it is still so, takes it, sends it, writes down what came of it.
 *
 * A node that dies while a mail server is being told leaves it open whether the server has the letter; it is told again after a while,
 * with the same Message-ID, by which programs that read mail know the two for one.
 * @throws TryLater
 */
export function createTellPeople({
  doors,
  organizations,
  keys,
  limits,
  site,
  mailFrom,
  ways,
}: {
  doors: Doors;
  organizations: Organizations;
  keys: Keys;
  limits: Limits;
  site: Site;
  mailFrom: string;
  ways: Ways;
}): TellPeople {
  return async (said) => {
    const { organization_id, appointment_id: appointmentId, kind, starts_at, lead } = payload.parse(said);
    const organization = await organizations.byId(organization_id);
    if (!organization || organization.status === 'closed') return;
    const planned: Planned = { appointmentId, kind, startsAt: new Date(starts_at), lead };
    const actor = systemOf(organization_id);
    const reach = organization.status === 'suspended' ? 'suspended' : waysTo(ways);
    const { taken, isAnothers } = await doors.transact(actor, (tx) => takeMessages(tx, planned, reach));
    const outcomes: Delivered['outcome'][] = [];
    for (const message of taken) {
      const { outcome, detail } = await send(organization, planned, message);
      const status = ({ sent: 'sent', later: 'waiting', refused: 'failed' } as const)[outcome];
      await patiently(() => doors.transact(actor, (tx) => noteMessages(tx, { ids: message.ids, status, detail })));
      outcomes.push(outcome);
    }
    if (isAnothers || outcomes.includes('later')) throw new TryLater('not everything could be sent');
  };

  async function send(organization: DirectoryRow, planned: Planned, message: TakenMessage): Promise<Delivered> {
    const { id, name, languages } = organization;
    const home = homeOf(organization, site, { secure: true, host: null, base: '' });
    const linkOf = (originId: string) => `${home}/b/${bookingToken(keys, id, originId)}`;
    const [person, ...others] = message.appointments;
    const lettered = (one: TakenMessage['appointments'][number]): LetteredAppointment => ({
      ...one,
      link: linkOf(one.origin_id),
    });
    const { channel } = message;
    const messageId = message.ids[0] ?? person.id;
    if (channel === 'email') {
      if (ways.email === null || person.email === null) return { outcome: 'refused', detail: 'no_address' };
      if (planned.kind !== 'reminder' && (await isTooMany(`${id}:${person.email.toLowerCase()}`)))
        return { outcome: 'refused', detail: 'too_many' };
      const unsubscribe = `${home}/api/v1/bookings/${bookingToken(keys, id, person.origin_id)}/unsubscription`;
      const sender = { name, languages, email: addressOf(mailFrom) };
      const letter = appointmentLetter(planned.kind, person.email, [lettered(person), ...others.map(lettered)], {
        sender,
        unsubscribe,
      });
      return ways.email({ ...letter, messageId });
    }
    const sendText = channel === 'push' ? null : ways[channel];
    if (sendText === null || person.phone === null) return { outcome: 'refused', detail: 'no_address' };
    const { title, body, link } = appointmentNote(planned.kind, lettered(person), { name, languages });
    return sendText({ to: person.phone, text: `${title}: ${body}\n${link}`, id: messageId });
  }

  /** Whoever books can give anybody's address: nobody's letter box is filled. */
  async function isTooMany(key: string): Promise<boolean> {
    try {
      await limits.spend('appointment_letters', key);
      return false;
    } catch (error) {
      if (error instanceof LimitReached) return true;
      throw error;
    }
  }
}

/** What was sent and could not be written down would be sent again. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (const wait of AGAIN_AFTER_MS) {
    try {
      return await work();
    } catch {
      await pause(wait);
    }
  }
  return work();
}

/** A letter where there is an address, else a message to the telephone. */
function waysTo(ways: Ways): (person: AppointmentRow) => readonly MessageChannel[] {
  return ({ email, phone }) => {
    if (email !== null && ways.email !== null) return ['email'];
    if (phone === null) return [];
    if (ways.whatsapp !== null) return ['whatsapp'];
    return ways.sms === null ? [] : ['sms'];
  };
}

function addressOf(mailFrom: string): string {
  return /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
}
