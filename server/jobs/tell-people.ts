import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { MESSAGE_KINDS } from '../../models/vocabulary.ts';
import type { Organizations } from '../access/organizations.ts';
import { systemOf } from '../access/system-of.ts';
import { noteMessages } from '../commands/appointments/note-messages.ts';
import { takeMessages, type Planned, type Reach } from '../commands/appointments/take-messages.ts';
import type { Doors } from '../doors.ts';
import type { Delivered } from '../integrations/mail/deliver-mail.ts';
import type { SendMessage } from './send-message.ts';

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
  reach,
  send,
}: {
  doors: Doors;
  organizations: Organizations;
  reach: Reach;
  send: SendMessage;
}): TellPeople {
  return async (said) => {
    const { organization_id, appointment_id: appointmentId, kind, starts_at, lead } = payload.parse(said);
    const organization = await organizations.byId(organization_id);
    if (!organization || organization.status === 'closed') return;
    const planned: Planned = { appointmentId, kind, startsAt: new Date(starts_at), lead };
    const actor = systemOf(organization_id);
    const possible = organization.status === 'suspended' ? 'suspended' : reach;
    const { taken, isAnothers } = await doors.transact(actor, (tx) => takeMessages(tx, planned, possible));
    const outcomes: Delivered['outcome'][] = [];
    for (const message of taken) {
      const { outcome, detail } = await send(organization, kind, message);
      const status = ({ sent: 'sent', later: 'waiting', refused: 'failed' } as const)[outcome];
      await patiently(() => doors.transact(actor, (tx) => noteMessages(tx, { ids: message.ids, status, detail })));
      outcomes.push(outcome);
    }
    if (isAnothers || outcomes.includes('later')) throw new TryLater('not everything could be sent');
  };
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
