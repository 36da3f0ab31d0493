import { useEffect } from 'preact/hooks';
import type { User } from '../../realtime/contract/resources/users.ts';
import { lock, lockAfter } from './lock.ts';

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;
const LOOK_EVERY_MS = 5_000;

/** Nobody has touched this tablet for as long as it was told to wait. */
export function LockWhenIdle({ user }: { user: User }) {
  const after = lockAfter.value;
  useEffect(() => {
    if (after === null) return;
    let touchedAt = Date.now();
    const touched = () => (touchedAt = Date.now());
    // Timers sleep with the tablet, and clocks do not.
    const look = () => {
      if (Date.now() - touchedAt >= after * 60_000) lock(user);
    };
    TOUCHES.forEach((name) => addEventListener(name, touched, { capture: true, passive: true }));
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      TOUCHES.forEach((name) => removeEventListener(name, touched, { capture: true }));
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [after, user]);
  return null;
}
