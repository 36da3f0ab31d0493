import { LimitReached } from '../access/limits.ts';
import type { Letter } from '../integrations/mail/send-mail.ts';
import type { Ask } from './route.ts';

/**
 * Sends a letter that somebody inside has asked for. Whoever signs up chooses whom to write to: neither is a letter box filled, nor
 * the world written to. Beyond that nothing is sent, and the link is handed over as where there is no mail server.
 * @returns whether it was sent
 */
export async function sendLetter({ access, organization, sendMail }: Ask, letter: Letter): Promise<boolean> {
  try {
    await access.limits.spend('letters', `${organization.id}:${letter.to.toLowerCase()}`);
    await access.limits.spend('letters_here', organization.id);
  } catch (error) {
    if (error instanceof LimitReached) return false;
    throw error;
  }
  return sendMail(letter);
}
