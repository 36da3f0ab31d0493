import { createSendPush, type Parcel } from '../../../server/integrations/web-push/send-push.ts';
import type { PushServices } from '../../../server/integrations/web-push/push-services.ts';
import { browserKeys, pushSubscription } from '../../support/push-subscription.ts';

/** What leaves the service goes to push services on the internet, whatever name somebody's browser gave them. */

const keys = browserKeys();
const vapid = {
  publicKey: keys.curve.getPublicKey('base64url'),
  privateKey: keys.curve.getPrivateKey('base64url'),
};

/** A name that somebody has pointed at this machine since it was believed. */
function parcel(): Parcel {
  const { endpoint, keys: of } = pushSubscription('https://localhost:9/send/1', keys);
  return { address: { endpoint, ...of }, message: '{}', keepFor: 60, topic: 'topic', keys: vapid };
}

async function send(services: PushServices) {
  const failures: (string | null)[] = [];
  const sendPush = createSendPush({
    services,
    contact: 'mailto:nobody@clinic.example',
    onError: ({ code }) => failures.push(code),
  });
  return { sent: await sendPush(parcel()), failures };
}

test('a name that leads into the own network is not connected to', async () => {
  expect(await send({ takes: () => true, isOwn: () => false })).toEqual({ sent: 'busy', failures: ['EACCES'] });
});

test('one that the operator named is', async () => {
  expect(await send({ takes: () => true, isOwn: () => true })).toEqual({ sent: 'busy', failures: ['ECONNREFUSED'] });
});

test('what was kept for a service that is trusted no more is not sent, and forgotten', async () => {
  expect(await send({ takes: () => false, isOwn: () => true })).toEqual({ sent: 'gone', failures: [] });
});
