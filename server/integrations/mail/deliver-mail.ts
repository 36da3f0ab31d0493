import { createTransport } from 'nodemailer';

/** One letter to one person. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** In whose name; the address stays that of the service. */
  sender?: string;
  /** The same for the same letter: what is handed over twice after a failure can be seen to be one. */
  messageId?: string;
  /** An invitation, or the end of one, that mail programs put into the calendar. */
  calendar?: { method: string; content: string };
  /** Where a POST, and nothing else, ends letters of this kind. */
  unsubscribe?: string;
};

/** `later`: the server is away or busy. `refused`: it will never take it. `detail`: what kind of failure, in no word of the server. */
export type Delivered = { outcome: 'sent' | 'later' | 'refused'; detail: string | null };
/** Never throws. */
export type DeliverMail = (mail: Mail) => Promise<Delivered>;

/** Somebody may wait for the answer while the letter is handed over. */
const AT_MOST_MS = 10_000;
const WITHOUT_A_WORD_MS = 5_000;

/**
 * @param onError  hears what kind of failure it was; the server's own words are not passed on, because they name the person
 */
export function createDeliverMail({
  smtpUrl,
  from,
  onError,
}: {
  smtpUrl: string;
  from: string;
  onError: (failure: { code: string; response_code: number | null }) => void;
}): DeliverMail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: WITHOUT_A_WORD_MS,
    greetingTimeout: WITHOUT_A_WORD_MS,
    socketTimeout: WITHOUT_A_WORD_MS,
    dnsTimeout: WITHOUT_A_WORD_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  return async ({ to, subject, text, sender, messageId, calendar, unsubscribe }) => {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(Object.assign(new Error('the mail server is too slow'), { code: 'ETIMEDOUT' })),
        AT_MOST_MS,
      );
    });
    try {
      const sent = transport.sendMail({
        from: sender === undefined ? from : { name: sender, address },
        // As an object, so that nothing in the address is read as a second one.
        to: { name: '', address: to },
        subject,
        text,
        ...(messageId !== undefined && { messageId: `<${messageId}@${domainOf(address)}>` }),
        ...(calendar && { icalEvent: { ...calendar, filename: 'appointment.ics' } }),
        ...(unsubscribe !== undefined && {
          headers: {
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
            'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
          },
        }),
      });
      await Promise.race([sent, silence]);
      return { outcome: 'sent', detail: null };
    } catch (error) {
      const failure = kindOf(error);
      onError(failure);
      const isFinal = failure.response_code !== null && failure.response_code >= 500;
      return { outcome: isFinal ? 'refused' : 'later', detail: String(failure.response_code ?? failure.code) };
    } finally {
      clearTimeout(timer);
    }
  };
}

function domainOf(address: string): string {
  return address.split('@').at(-1) || 'localhost';
}

function kindOf(error: unknown): { code: string; response_code: number | null } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }; // nodemailer's errors, or anything
  return {
    code: typeof code === 'string' ? code : 'unknown',
    response_code: typeof responseCode === 'number' ? responseCode : null,
  };
}
