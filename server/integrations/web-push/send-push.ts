import { request } from 'node:https';
import webPush from 'web-push';
import type { PushAddress } from '../../access/personal-data.ts';
import type { PushKeys } from '../../access/push-keys.ts';
import { publicLookup } from './public-lookup.ts';
import type { PushServices } from './push-services.ts';

export type Parcel = {
  address: PushAddress;
  /** JSON; encrypted for this one browser before it leaves. */
  message: string;
  /** Seconds for which the push service keeps it for a telephone that is off. */
  keepFor: number;
  /** The newer takes the place of an older one that has not been delivered: at most 32 letters of base64url. */
  topic: string;
  keys: PushKeys;
};

/** `gone`: nobody lives there any more. `busy`: try again. `refused`: trying again changes nothing. Never throws. */
export type SentPush = 'sent' | 'gone' | 'busy' | 'refused';
export type SendPush = (parcel: Parcel) => Promise<SentPush>;

const AT_MOST_MS = 5_000;

/**
 * @param contact  `mailto:` or `https:`: whom a push service writes to when something is wrong
 * @param onError  hears what kind of failure it was, and not whose telephone
 */
export function createSendPush({
  services,
  contact,
  onError,
}: {
  services: PushServices;
  contact: string;
  onError: (failure: { host: string; status: number | null; code: string | null }) => void;
}): SendPush {
  return async ({ address: { endpoint, p256dh, auth }, message, keepFor, topic, keys }) => {
    if (!services.takes(endpoint)) return 'gone';
    const { host } = new URL(endpoint);
    try {
      const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, message, {
        TTL: keepFor,
        urgency: 'high',
        topic,
        vapidDetails: { subject: contact, ...keys },
        contentEncoding: 'aes128gcm',
      });
      const status = await post(endpoint, headers, body, services.isOwn(endpoint));
      if (status >= 200 && status < 300) return 'sent';
      if (status === 404 || status === 410) return 'gone';
      onError({ host, status, code: null });
      return status === 429 || status >= 500 ? 'busy' : 'refused';
    } catch (error) {
      const { code } = error as { code?: unknown }; // Node's errors, or anything
      onError({ host, status: null, code: typeof code === 'string' ? code : 'unknown' });
      return 'busy';
    }
  };
}

/** The answer's status; what else it says is not read, and nobody is led on to another address. */
function post(endpoint: string, headers: object, body: Buffer | null, isOwn: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      endpoint,
      {
        method: 'POST',
        headers: { ...headers },
        signal: AbortSignal.timeout(AT_MOST_MS),
        ...(!isOwn && { lookup: publicLookup }),
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}
