import { useEffect, useRef } from 'preact/hooks';
import { nudge, quiet, ring } from './alarm.ts';
import { clearNotifications, tellHere } from './notifications.ts';
import { t } from './texts.ts';
import type { Phase, VisitView } from './visit-view.ts';

const FLASH_MS = 1_000;

/**
 * Once for each call and recall: the bell, the shaking, a notification, and a title that calls from behind other tabs. Whoever answers
 * has heard it. Somebody who is nearly called is nudged once. What is old is no news.
 */
export function useAlarm(view: VisitView | null, old: boolean): void {
  const rungFor = useRef<string | null>(null);
  const before = useRef<Phase | null>(null);
  const call = old ? null : (view?.call ?? null);
  const phase = old ? null : (view?.phase ?? null);
  const title = titleOf(view);
  const answered = view?.coming === true;
  const loud = phase === 'called' && !answered ? title : null;

  useEffect(() => {
    if (view === null || call === null || call === rungFor.current) return;
    rungFor.current = call;
    if (answered) return;
    ring();
    void tellHere(`${view.ticketNumber}: ${t('your_turn')}`, {
      body: stateInWords(view),
      ticketNumber: view.ticketNumber,
    });
    return quiet;
  }, [call]);

  useEffect(() => {
    if (answered) quiet();
  }, [answered]);

  useEffect(() => {
    // Whoever opens the page in this moment is looking at it.
    if (view !== null && phase === 'nearly' && before.current === 'waiting') {
      nudge();
      void tellHere(`${view.ticketNumber}: ${t('nearly')}`, {
        body: t('nearly_text'),
        ticketNumber: view.ticketNumber,
      });
    }
    // Where nobody is called any more, nothing on the locked screen may say so.
    if (before.current === 'called' && phase !== null && phase !== 'called') void clearNotifications();
    if (phase !== null) before.current = phase;
  }, [phase]);

  useEffect(() => {
    const seen = () => void (document.visibilityState === 'visible' && clearNotifications());
    seen();
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, []);

  useEffect(() => {
    document.title = title;
    if (loud === null) return;
    let flashed = false;
    const flash = setInterval(() => {
      flashed = !flashed;
      document.title = flashed ? `\u{1F514} ${loud}` : loud;
    }, FLASH_MS);
    return () => clearInterval(flash);
  }, [title, loud]);
}

function titleOf(view: VisitView | null): string {
  if (view === null) return t('loading');
  return `${view.ticketNumber} · ${stateInWords(view)}`;
}

function stateInWords(view: VisitView): string {
  switch (view.phase) {
    case 'waiting':
      if (view.before === null || view.before === 0) return t('next');
      return t('before', { count: view.before });
    case 'called':
      return view.counter === null ? t('go_to_desk') : `${t('go_to')} ${view.counter}`;
    case 'nearly':
    case 'missed':
    case 'serving':
    case 'parked':
    case 'served':
    case 'left':
    case 'cancelled':
    case 'transferred':
      return t(view.phase);
  }
}
