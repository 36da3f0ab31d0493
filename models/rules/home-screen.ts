import type { Role } from '../vocabulary.ts';

/** The screen where somebody's work begins. Whoever has the administration has the tablet as well; the others have the tablet alone. */
export function homeScreenOf(role: Role): 'admin' | 'staff' {
  return role === 'staff' || role === 'viewer' ? 'staff' : 'admin';
}
