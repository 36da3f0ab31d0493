import { useEffect, useRef } from 'preact/hooks';
import { quiet, ring } from './alarm.ts';
import { t } from './texts.ts';
import type { VisitView } from './visit-view.ts';

const FLASH_MS = 1_000;

/** Once for each call and recall: the bell, the shaking, and a title that calls from behind other tabs. */
export function useAlarm(view: VisitView | null): void {
  const rungFor = useRef<string | null>(null);
  const call = view?.call ?? null;
  const title = titleOf(view);
  const loud = view?.phase === 'called' ? title : null;

  useEffect(() => {
    if (call === null || call === rungFor.current) return;
    rungFor.current = call;
    ring();
    return quiet;
  }, [call]);

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
    case 'nearly':
      if (view.before === null || view.before === 0) return t('next');
      return t('before', { count: view.before });
    case 'called':
      return view.counter === null ? t('go_to_desk') : `${t('go_to')} ${view.counter}`;
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
