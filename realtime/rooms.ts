import type { Audience } from '../models/vocabulary.ts';

/**
 * The only place where a room is spelled. It begins with the organization, so that a mistake elsewhere reaches nobody of
 * another one. Two audiences are two rooms with separate content: nothing is filtered per listener.
 */
export function streamRoom(organizationId: string, queueId: string, audience: Audience): string {
  return `${organizationId}:queue:${queueId}:${audience}`;
}
