import { Refusal } from '../models/rules/refusal.ts';
import type { DisplayAnnounced, DisplayHeard, DisplayShown } from './contract/messages.ts';
import type { Limits } from './limits.ts';
import type { Nodes } from './nodes.ts';
import { streamRoom } from './rooms.ts';
import type { Session } from './session.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';
import type { LiveTracing } from './tracing.ts';

/** Which displays have announced what: staff see "announced on TV 2" and do not call into an empty room. */
export function createPresence({
  streams,
  nodes,
  limits,
  now,
  tracing,
}: {
  streams: Streams;
  nodes: Nodes;
  limits: Limits;
  now: () => number;
  tracing?: LiveTracing | undefined;
}) {
  /** Per staff room the last word of each display. */
  const heardIn = new Map<string, Map<string, { heard: DisplayHeard; at: number }>>();

  function hear(organizationId: string, heard: DisplayHeard): void {
    const room = streamRoom(organizationId, heard.queue_id, 'staff');
    const inRoom = heardIn.get(room) ?? new Map<string, { heard: DisplayHeard; at: number }>();
    heardIn.set(room, inRoom.set(heard.device_id, { heard, at: now() }));
    streams.find({ organizationId, queueId: heard.queue_id, audience: 'staff' })?.emit('display:heard', heard);
  }

  nodes.on('heard', hear);

  return {
    /** A display says that it has shown and spoken a call of a queue it watches. */
    announced(session: Session, { queue_id, version }: DisplayAnnounced): void {
      const { id, stream } = displayOf(session, queue_id);
      const { listener } = session;
      const heard = { queue_id, version, device_id: id, device_name: listener.name ?? '' };
      hear(listener.organization_id, heard);
      nodes.tell('heard', listener.organization_id, heard);
      tracing?.announced({ ...stream.name, version }, id);
    },
    /** A display says how long it took to draw a change that somebody follows. */
    shown(session: Session, { queue_id, version, within_ms }: DisplayShown): void {
      const { id, stream } = displayOf(session, queue_id);
      tracing?.shown({ ...stream.name, version }, id, within_ms);
    },
    /** Somebody of the staff begins to watch and learns what was announced a moment ago. */
    tell(session: Session, stream: Stream): void {
      for (const { heard } of heardIn.get(stream.room)?.values() ?? []) session.socket.emit('display:heard', heard);
    },
    forgetOld(now: number): void {
      for (const [room, inRoom] of heardIn) {
        for (const [deviceId, { at }] of inRoom) if (now - at > limits.heardFor) inRoom.delete(deviceId);
        if (inRoom.size === 0) heardIn.delete(room);
      }
    },
  };
}

/** @throws Refusal `not_permitted`, or `not_possible_now` about a queue that it does not watch */
function displayOf({ listener, watching }: Session, queueId: string): { id: string; stream: Stream } {
  if (listener.device !== 'display' || listener.id === null) throw new Refusal('not_permitted');
  const stream = Array.from(watching).find(({ name }) => name.queueId === queueId);
  if (!stream) throw new Refusal('not_possible_now', 'Watch the queue first.');
  return { id: listener.id, stream };
}
export type Presence = ReturnType<typeof createPresence>;
