import { newKey } from '../shared/api.ts';
import { page } from '../shared/page.ts';
import { emptyDraft, type Draft } from './draft.ts';

/** A new version of this screen begins anew. */
const KEY = `waitlessq:${page.organization.slug}:draft:1`;

/**
 * What was chosen and typed, for a reload. Only in this tab and only until it is closed: it is somebody's name, and the telephone
 * may be another's.
 */
export function keptDraft(): Draft {
  try {
    const kept = sessionStorage.getItem(KEY);
    // Written by this file.
    return kept === null ? emptyDraft(newKey()) : { ...emptyDraft(newKey()), ...(JSON.parse(kept) as Draft) };
  } catch {
    return emptyDraft(newKey());
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Kept by the page alone.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // It was never there.
  }
}
