import type { DeliverMail, Mail } from './deliver-mail.ts';

/** Plain text to one person. */
export type Letter = Pick<Mail, 'to' | 'subject' | 'text'>;

/** Whether a mail server has taken the letter. Never throws: somebody else can always hand the link over. */
export type SendMail = (letter: Letter) => Promise<boolean>;

/** For an installation without a mail server. */
export const noMail: SendMail = async () => false;

/** For letters that are tried once, while somebody waits. */
export function sendOnce(deliver: DeliverMail): SendMail {
  return async (letter) => (await deliver(letter)).outcome === 'sent';
}
