import { page } from '../shared/page.ts';
import { recall, remember } from '../shared/storage.ts';
import type { Post } from './desk.ts';

/** The counter of this device: a tablet stays in its room, whoever signs in. */
const STORED = `waitlessq:${page.organization.slug}:staff:post`;

export function rememberPost(post: Post): void {
  remember(STORED, JSON.stringify(post));
}

export function recallPost(): Post | null {
  const stored = recall(STORED);
  if (stored === null) return null;
  try {
    const { counterId, counterName, officeId, queueIds } = JSON.parse(stored) as Partial<Post>; // written above, perhaps by an older build
    if (!counterId || !counterName || !officeId || !Array.isArray(queueIds)) return null;
    return { counterId, counterName, officeId, queueIds };
  } catch {
    return null;
  }
}
