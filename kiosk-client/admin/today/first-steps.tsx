import { Button } from '../../shared/ui/button.tsx';
import { addressOf } from '../address.ts';
import { isPutAway, pass, STEPS, stepsDone } from '../guide/progress.ts';
import type { Lists } from '../lists.ts';
import { t } from '../texts.ts';

/** From nothing to the first called ticket: how far one is, and the way on. Gone when everything is there. */
export function FirstSteps({ lists }: { lists: Lists }) {
  const done = stepsDone(lists);
  const count = STEPS.filter((step) => done[step]).length;
  const works = done.organization && done.template;
  if (count === STEPS.length || (works && isPutAway())) return null;
  return (
    <section class="first-steps card">
      <div class="first-steps__words">
        <h2 class="first-steps__title">{t('first_steps')}</h2>
        <p class="first-steps__about">{t('guide_about', { done: count, all: STEPS.length })}</p>
        <progress class="first-steps__bar" max={STEPS.length} value={count} aria-label={t('first_steps')} />
      </div>
      <div class="first-steps__actions">
        <a class="button button--primary button--large" href={addressOf('guide')}>
          {count === 0 ? t('guide_begin') : t('guide_go_on')}
        </a>
        {works && (
          <Button variant="quiet" onClick={() => pass('all')}>
            {t('guide_hide')}
          </Button>
        )}
      </div>
    </section>
  );
}
