import { screenPath } from '../../shared/page.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { addressOf, NEW } from '../address.ts';
import type { Lists } from '../lists.ts';
import { t } from '../texts.ts';

type Step = { done: boolean; words: string; about: string; href: string; action: string };

/** From nothing to the first called ticket. Gone when everything is there. */
export function FirstSteps({ lists }: { lists: Lists }) {
  const steps = stepsOf(lists);
  const next = steps.find(({ done }) => !done);
  if (!next) return null;
  return (
    <section class="first-steps card">
      <h2 class="first-steps__title">{t('first_steps')}</h2>
      <ol class="first-steps__list">
        {steps.map((step) => (
          <li key={step.words} class={step.done ? 'first-steps__step first-steps__step--done' : 'first-steps__step'}>
            <span class="first-steps__mark">{step.done && <Icon name="check" />}</span>
            <span class="first-steps__words">
              <span class="first-steps__name">
                {step.words}
                {step.done && <span class="unseen"> {t('step_done')}</span>}
              </span>
              {step === next && <span class="first-steps__about">{step.about}</span>}
            </span>
            {step === next && (
              <a class="button button--primary" href={step.href}>
                {step.action}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf({ offices = [], queues = [], counters = [], devices = [] }: Lists): Step[] {
  const any = (things: readonly { active: boolean }[]) => things.some(({ active }) => active);
  return [
    {
      done: any(offices),
      words: t('step_office'),
      about: t('step_office_about'),
      href: addressOf('offices', NEW),
      action: t('add_office'),
    },
    {
      done: any(queues),
      words: t('step_queue'),
      about: t('step_queue_about'),
      href: addressOf('queues', NEW),
      action: t('add_queue'),
    },
    {
      done: any(counters),
      words: t('step_counter'),
      about: t('step_counter_about'),
      href: addressOf('counters', NEW),
      action: t('add_counter'),
    },
    {
      done: any(devices),
      words: t('step_screen'),
      about: t('step_screen_about'),
      href: addressOf('devices', NEW),
      action: t('pair_device'),
    },
    {
      done: counters.some(({ session }) => session !== null) || any(devices),
      words: t('step_call'),
      about: t('step_call_about'),
      href: screenPath('/staff'),
      action: t('staff_screen'),
    },
  ];
}
