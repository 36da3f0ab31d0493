import type { MessageKind } from '../../models/vocabulary.ts';
import { bookingToken } from '../access/booking-token.ts';
import { homeOf } from '../access/home.ts';
import type { Keys } from '../access/keys.ts';
import { LimitReached, type Limits } from '../access/limits.ts';
import type { DirectoryRow } from '../access/organizations.ts';
import { pushKeysOf, pushTag } from '../access/push-keys.ts';
import type { Site } from '../access/site.ts';
import { systemOf } from '../access/system-of.ts';
import type { Reach, TakenMessage, ToldAppointment } from '../commands/appointments/take-messages.ts';
import { dropPushSubscription } from '../commands/pushes/drop-push-subscription.ts';
import type { Doors } from '../doors.ts';
import { isStrangersDoing } from '../queries/appointments/is-strangers-doing.ts';
import {
  appointmentLetter,
  appointmentNote,
  type LetteredAppointment,
} from '../integrations/mail/appointment-letter.ts';
import type { DeliverMail, Delivered } from '../integrations/mail/deliver-mail.ts';
import type { SendText } from '../integrations/text-messages/send-text.ts';
import { appointmentPush, keptFor } from '../integrations/web-push/appointment-push.ts';
import type { SendPush } from '../integrations/web-push/send-push.ts';

/** The ways by which people can be reached; null: not at this installation. */
export type Ways = {
  email: DeliverMail | null;
  push: SendPush | null;
  sms: SendText | null;
  whatsapp: SendText | null;
};

/** Sends one message that was taken, by its channel. Never throws for what a mail server or a push service says. */
export type SendMessage = (organization: DirectoryRow, kind: MessageKind, message: TakenMessage) => Promise<Delivered>;

const NO_ADDRESS: Delivered = { outcome: 'refused', detail: 'no_address' };
const TOO_MANY: Delivered = { outcome: 'refused', detail: 'too_many' };

export function createSendMessage({
  doors,
  keys,
  limits,
  site,
  mailFrom,
  ways,
}: {
  doors: Doors;
  keys: Keys;
  limits: Limits;
  site: Site;
  mailFrom: string;
  ways: Ways;
}): SendMessage {
  return (organization, kind, message) => {
    switch (message.channel) {
      case 'email':
        return sendLetter(organization, kind, message);
      case 'push':
        return sendPushes(organization, kind, message);
      case 'sms':
      case 'whatsapp':
        return sendText(ways[message.channel], organization, kind, message);
    }
  };

  async function sendLetter(
    organization: DirectoryRow,
    kind: MessageKind,
    { ids, isNew, appointments: [person, ...others] }: TakenMessage,
  ): Promise<Delivered> {
    const { id, name, languages } = organization;
    if (ways.email === null || person.email === null) return NO_ADDRESS;
    if (isNew && (await isTooMany(organization, kind, person))) return TOO_MANY;
    const lettered = (one: ToldAppointment) => withLink(organization, one);
    const unsubscribe = `${homeFor(organization)}/api/v1/bookings/${bookingToken(keys, id, person.origin_id)}/unsubscription`;
    const sender = { name, languages, email: addressOf(mailFrom) };
    const appointments = [lettered(person), ...others.map(lettered)] as const;
    const letter = appointmentLetter(kind, person.email, appointments, { sender, unsubscribe });
    return ways.email({ ...letter, messageId: ids[0] ?? person.id });
  }

  async function sendText(
    send: SendText | null,
    organization: DirectoryRow,
    kind: MessageKind,
    { ids, isNew, appointments: [person] }: TakenMessage,
  ): Promise<Delivered> {
    if (send === null || person.phone === null) return NO_ADDRESS;
    if (isNew && (await isTooMany(organization, kind, person))) return TOO_MANY;
    const { title, body } = appointmentNote(kind, withLink(organization, person), organization);
    const link = linkTo(organization, person.origin_id);
    return send({ to: person.phone, text: `${title}: ${body}\n${link}`, id: ids[0] ?? person.id });
  }

  /** One that has it is enough: sent again it would come twice there. */
  async function sendPushes(
    organization: DirectoryRow,
    kind: MessageKind,
    { appointments, telephones, at }: TakenMessage,
  ): Promise<Delivered> {
    const send = ways.push;
    if (send === null) return NO_ADDRESS;
    const { id } = organization;
    const sent = await Promise.all(
      telephones.map(async (telephone) => {
        const appointment = appointments.find((one) => one.origin_id === telephone.originId);
        if (!appointment) return 'refused';
        const tag = pushTag(keys, id, telephone.originId);
        const path = `/b/${bookingToken(keys, id, telephone.originId)}`;
        const message = appointmentPush(
          kind,
          { ...withLink(organization, appointment), language: telephone.language },
          organization,
          {
            path,
            tag,
          },
        );
        const answer = await send({
          address: telephone.address,
          message: JSON.stringify(message),
          keepFor: keptFor(kind, appointment, at),
          topic: tag,
          keys: pushKeysOf(keys, id),
        });
        if (answer === 'gone') await doors.transact(systemOf(id), (tx) => dropPushSubscription(tx, telephone));
        return answer;
      }),
    );
    if (sent.includes('sent')) return { outcome: 'sent', detail: null };
    if (sent.includes('busy')) return { outcome: 'later', detail: 'unreachable' };
    return sent.includes('refused') ? { outcome: 'refused', detail: 'refused' } : NO_ADDRESS;
  }

  /**
   * Whoever books can give anybody's address: strangers fill nobody's letter box, and do not use up the mail server's good name. What
   * staff, programs or the clock did is told in any case. The address itself is kept nowhere. Asked once for each message, however
   * often that is tried.
   */
  async function isTooMany(
    organization: DirectoryRow,
    kind: MessageKind,
    { id, email, phone }: ToldAppointment,
  ): Promise<boolean> {
    if (kind === 'reminder') return false;
    const key = await doors.snapshot(systemOf(organization.id), async (tx) => {
      if (!(await isStrangersDoing(tx, id))) return null;
      return email === null ? tx.personal.phoneIndex(phone ?? '') : tx.personal.emailIndex(email);
    });
    if (key === null) return false;
    try {
      await limits.spend('appointment_letters', `${organization.id}:${key}`);
      await limits.spend('appointment_letters_here', organization.id);
      return false;
    } catch (error) {
      if (error instanceof LimitReached) return true;
      throw error;
    }
  }

  function homeFor(organization: DirectoryRow): string {
    return homeOf(organization, site, { secure: true, host: null, base: '' });
  }

  function linkTo(organization: DirectoryRow, originId: string): string {
    return `${homeFor(organization)}/b/${bookingToken(keys, organization.id, originId)}`;
  }

  function withLink(organization: DirectoryRow, one: ToldAppointment): LetteredAppointment {
    // Strangers write their own words there, and to anybody.
    const patient_name = one.source === 'online' ? null : one.patient_name;
    return { ...one, patient_name, link: linkTo(organization, one.origin_id) };
  }
}

/** A letter where there is an address, else a message to the telephone; and to the browsers that asked for it in any case. */
export function reachBy(ways: Ways): Reach {
  return ({ email, phone }, telephones) => {
    const asked = telephones.length > 0 && ways.push !== null ? (['push'] as const) : [];
    if (email !== null && ways.email !== null) return ['email', ...asked];
    if (phone !== null && ways.whatsapp !== null) return ['whatsapp', ...asked];
    if (phone !== null && ways.sms !== null) return ['sms', ...asked];
    return asked;
  };
}

function addressOf(mailFrom: string): string {
  return /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
}
