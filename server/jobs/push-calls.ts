import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../models/database.ts';
import type { CommittedChange } from '../../realtime/contract/change.ts';
import type { Keys } from '../access/keys.ts';
import { pushKeysOf, pushTag } from '../access/push-keys.ts';
import { systemOf } from '../access/system-of.ts';
import { trackingToken } from '../access/tracking-token.ts';
import { dropPushSubscription } from '../commands/pushes/drop-push-subscription.ts';
import { takePushes, type Push } from '../commands/pushes/take-pushes.ts';
import type { Doors } from '../doors.ts';
import { pushMessage } from '../integrations/web-push/push-message.ts';
import type { SendPush } from '../integrations/web-push/send-push.ts';
import { eachByItself } from './each-by-itself.ts';
import { every } from './every.ts';

/** Many changes of a busy moment are looked at together. */
const LOOK_EVERY_MS = 250;
/** What a node that died has not said is said by another. */
const LOOK_EVERYWHERE_EVERY_MS = 15_000;
/** A push service that hangs holds up this many messages and not those of everybody. */
const AT_ONCE = 32;
const AGAIN_AFTER_MS = [1_000, 4_000];
/** Said later it would send somebody who has been there long ago. */
const NEARLY_KEPT_FOR = 5 * 60;
const CALL_KEPT_FOR = 10 * 60;

export type PushCalls = {
  /** Hears what was committed here; does not wait. */
  notice(changes: readonly CommittedChange[]): void;
  stop(): Promise<void>;
};

type QueueOf = { organization_id: string; queue_id: string };

/** Tells telephones whose page is closed that their person is called, or nearly. */
export function startPushCalls({
  database,
  doors,
  keys,
  send,
  onError,
}: {
  database: Database;
  doors: Doors;
  keys: Keys;
  send: SendPush;
  onError: (error: unknown) => void;
}): PushCalls {
  const changed = new Map<string, QueueOf>();
  const waiting: { organizationId: string; push: Push }[] = [];
  const senders = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function look(queues: readonly QueueOf[] | null): Promise<void> {
    const listening = await database.directory<QueueOf>({
      name: 'queues-with-pushes',
      text: 'SELECT organization_id, queue_id FROM app.queues_with_pushes($1, $2)',
      values: [
        queues?.map(({ organization_id }) => organization_id) ?? null,
        queues?.map(({ queue_id }) => queue_id) ?? null,
      ],
    });
    await eachByItself([...byOrganization(listening)], async ([organizationId, queue_ids]) => {
      const pushes = await doors.transact(systemOf(organizationId), (tx) => takePushes(tx, { queue_ids }));
      for (const push of pushes) enqueue(organizationId, push);
    });
  }

  function enqueue(organizationId: string, push: Push): void {
    waiting.push({ organizationId, push });
    if (senders.size >= AT_ONCE) return;
    const sender = sendAll();
    senders.add(sender);
    void sender.then(() => senders.delete(sender));
  }

  async function sendAll(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await deliver(next.organizationId, next.push).catch(onError);
  }

  async function deliver(organizationId: string, push: Push): Promise<void> {
    const tag = pushTag(keys, organizationId, push.entryId);
    const path = `/t/${trackingToken(keys, organizationId, push.entryId)}`;
    const message = JSON.stringify(pushMessage(push, { path, tag }));
    const until = Date.now() + keptFor(push) * 1000;
    for (const wait of [...AGAIN_AFTER_MS, null]) {
      const keepFor = Math.round((until - Date.now()) / 1000);
      if (keepFor <= 0) return;
      const parcel = { address: push.address, message, keepFor, topic: tag, keys: pushKeysOf(keys, organizationId) };
      const sent = await send(parcel);
      if (sent === 'gone') await doors.transact(systemOf(organizationId), (tx) => dropPushSubscription(tx, push));
      if (sent !== 'busy' || wait === null || stopping.signal.aborted) return;
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const stops = [
    every(
      LOOK_EVERY_MS,
      async () => {
        if (changed.size === 0) return;
        const queues = [...changed.values()];
        changed.clear();
        await look(queues);
      },
      onError,
    ),
    every(LOOK_EVERYWHERE_EVERY_MS, () => look(null), onError),
  ];
  return {
    notice(changes) {
      for (const { organization_id, public: change } of changes)
        changed.set(change.queue_id, { organization_id, queue_id: change.queue_id });
    },
    async stop() {
      stopping.abort();
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all(senders);
    },
  };
}

function keptFor({ kind, until }: Push): number {
  if (kind === 'nearly') return NEARLY_KEPT_FOR;
  return until === null ? CALL_KEPT_FOR : Math.max(1, Math.round((until.getTime() - Date.now()) / 1000));
}

function byOrganization(queues: readonly QueueOf[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { organization_id, queue_id } of queues)
    found.set(organization_id, [...(found.get(organization_id) ?? []), queue_id]);
  return found;
}
