import { page } from '../shared/page.ts';
import { recall, remember } from '../shared/storage.ts';
import type { VisitView } from './visit-view.ts';

/**
 * What this telephone last knew of its own visits: for a moment without a network, and for an app that was opened by its icon.
 * Only here, only as long as a visit lasts, and never shown without its time.
 */
export type KeptVisit = { token: string; at: string; view: VisitView };

const KEY = `waitlessq:${page.organization.slug}:visits`;
/** A family's. */
const MOST = 5;
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

export function keptVisit(token: string): KeptVisit | null {
  return all().find((visit) => visit.token === token) ?? null;
}

export function latestVisit(): KeptVisit | null {
  return all()[0] ?? null;
}

export function keepVisit(visit: KeptVisit): void {
  save([visit, ...all().filter(({ token }) => token !== visit.token)]);
}

export function forgetVisit(token: string): void {
  const visits = all();
  if (visits.some((visit) => visit.token === token)) save(visits.filter((visit) => visit.token !== token));
}

export function hasVisits(): boolean {
  return all().length > 0;
}

function save(visits: KeptVisit[]): void {
  remember(KEY, JSON.stringify(visits.slice(0, MOST)));
}

function all(): KeptVisit[] {
  try {
    // Written by this file; what another version wrote differently is as good as nothing.
    const visits = JSON.parse(recall(KEY) ?? '[]') as KeptVisit[];
    return visits.filter(({ at, view }) => Date.now() - Date.parse(at) < KEPT_FOR_MS && typeof view.phase === 'string');
  } catch {
    return [];
  }
}
