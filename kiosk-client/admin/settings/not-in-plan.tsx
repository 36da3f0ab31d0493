import type { ComponentChildren } from 'preact';
import { addressOf } from '../address.ts';
import { t } from './texts.ts';

export function NotInPlan({ children }: { children: ComponentChildren }) {
  return (
    <div class="card not-in-plan">
      <p class="not-in-plan__title">{t('not_in_plan')}</p>
      <p>{children}</p>
      <p>
        <a href={addressOf('plan')}>{t('see_plan')}</a>
      </p>
    </div>
  );
}
