import { Icon } from '../shared/ui/icon.tsx';
import { Choices } from './choices.tsx';
import type { Flow } from './flow.ts';
import { money } from './money.ts';
import { StepHeading } from './step-heading.tsx';
import { t } from './texts.ts';

export function ChooseService({ flow }: { flow: Flow }) {
  const services = flow.offer.value?.services ?? [];
  if (services.length === 0) return <StepHeading title={t('nothing_offered')}>{t('nothing_offered_text')}</StepHeading>;
  return (
    <>
      <StepHeading title={t('which_service')} />
      <Choices
        all={services.map(({ id, name, description, duration_minutes, price_cents, currency }) => ({
          id,
          name,
          about: description,
          facts: [
            <>
              <Icon name="clock" /> {t('minutes', { count: duration_minutes })}
            </>,
            ...(price_cents === null || currency === null
              ? []
              : [price_cents === 0 ? t('free_of_charge') : money(price_cents, currency)]),
          ],
        }))}
        chosen={flow.draft.value.serviceId}
        choose={(serviceId) => flow.answer({ serviceId })}
      />
    </>
  );
}
