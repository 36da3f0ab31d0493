import { Refusal } from '../models/rules/refusal.ts';
import type { DisplayAnnounced, DisplayHeard } from './contract/messages.ts';
import type { Limits } from './limits.ts';
import type { Nodes } from './nodes.ts';
import { streamRoom } from './rooms.ts';
import type { Session } from './session.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';

/** Which displays have announced what: staff see "announced on TV 2" and do not call into an empty room. */
export function createPresence({ streams, nodes, limits }: { streams: Streams; nodes: Nodes; limits: Limits }) {
  /** Per staff room the last word of each display. */
  const heardIn = new Map<string, Map<string, { heard: DisplayHeard; at: number }>>();

  function hear(organizationId: string, heard: DisplayHeard): void {
    const room = streamRoom(organizationId, heard.queue_id, 'staff');
    const inRoom = heardIn.get(room) ?? new Map<string, { heard: DisplayHeard; at: number }>();
    heardIn.set(room, inRoom.set(heard.device_id, { heard, at: Date.now() }));
    streams.find({ organizationId, queueId: heard.queue_id, audience: 'staff' })?.emit('display:heard', heard);
  }

  nodes.on('heard', hear);

  return {
    /** A display says that it has shown and spoken a call of a queue it watches. */
    announced({ listener, watching }: Session, { queue_id, version }: DisplayAnnounced): void {
      if (listener.device !== 'display' || listener.id === null) throw new Refusal('not_permitted');
      if (!Array.from(watching).some((stream) => stream.name.queueId === queue_id)) {
        throw new Refusal('not_possible_now', 'Watch the queue first.');
      }
      const heard = { queue_id, version, device_id: listener.id, device_name: listener.name ?? '' };
      hear(listener.organization_id, heard);
      nodes.tell('heard', listener.organization_id, heard);
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
export type Presence = ReturnType<typeof createPresence>;
