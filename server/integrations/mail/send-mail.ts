import { createTransport } from 'nodemailer';

/** Plain text to one person. */
export type Letter = { to: string; subject: string; text: string };

/** Whether a mail server has taken the letter. Never throws: somebody else can always hand the link over. */
export type SendMail = (letter: Letter) => Promise<boolean>;

/** Somebody waits for the answer while the letter is handed over. */
const AT_MOST_MS = 10_000;
const WITHOUT_A_WORD_MS = 5_000;

/** For an installation without a mail server. */
export const noMail: SendMail = async () => false;

/**
 * @param onError  hears what kind of failure it was; the server's own words are not passed on, because they name the person
 */
export function createSendMail({
  smtpUrl,
  from,
  onError,
}: {
  smtpUrl: string;
  from: string;
  onError: (failure: { code: string; response_code: number | null }) => void;
}): SendMail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: WITHOUT_A_WORD_MS,
    greetingTimeout: WITHOUT_A_WORD_MS,
    socketTimeout: WITHOUT_A_WORD_MS,
    dnsTimeout: WITHOUT_A_WORD_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(Object.assign(new Error('the mail server is too slow'), { code: 'ETIMEDOUT' })),
        AT_MOST_MS,
      );
    });
    try {
      // As an object, so that nothing in the address is read as a second one.
      const sent = transport.sendMail({ from, to: { name: '', address: to }, subject, text });
      await Promise.race([sent, silence]);
      return true;
    } catch (error) {
      onError(kindOf(error));
      return false;
    } finally {
      clearTimeout(timer);
    }
  };
}

function kindOf(error: unknown): { code: string; response_code: number | null } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }; // nodemailer's errors, or anything
  return {
    code: typeof code === 'string' ? code : 'unknown',
    response_code: typeof responseCode === 'number' ? responseCode : null,
  };
}
