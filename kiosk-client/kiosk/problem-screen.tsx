import type { ComponentChildren } from 'preact';
import { Button } from '../shared/ui/button.tsx';
import { t } from './texts.ts';

type Props = { code: string; again: () => void; back: () => void; home: () => void; timer: ComponentChildren };

/** What went wrong, in words, and what to do instead. */
export function ProblemScreen({ code, again, back, home, timer }: Props) {
  const final = code === 'queue_full' || code === 'queue_closed' || code === 'queue_paused';
  return (
    <section class="trouble" role="alert">
      <svg class="trouble__icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3l10 18H2z" />
        <path d="M12 10v5M12 17.6v.4" />
      </svg>
      <h1 class="trouble__title" tabIndex={-1}>
        {what(code)}
      </h1>
      <p class="trouble__text">{t('go_to_desk')}</p>
      <div class="trouble__actions">
        <Button size="huge" onClick={home}>
          {t('start_over')}
        </Button>
        {final ? (
          <Button size="huge" variant="primary" onClick={back}>
            {t('other_service')}
          </Button>
        ) : (
          <Button size="huge" variant="primary" onClick={again}>
            {t('try_again')}
          </Button>
        )}
      </div>
      <div class="foot">{timer}</div>
    </section>
  );
}

function what(code: string): string {
  switch (code) {
    case 'queue_full':
      return t('queue_full');
    case 'queue_closed':
      return t('queue_closed');
    case 'queue_paused':
      return t('queue_paused');
    case 'offline':
    case 'unavailable':
      return t('offline');
    case 'too_many_requests':
      return t('too_many_requests');
    default:
      return t('not_possible');
  }
}
