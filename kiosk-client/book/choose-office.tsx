import { byName } from '../shared/i18n/by-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Choices } from './choices.tsx';
import { officesOf } from './draft.ts';
import type { Flow } from './flow.ts';
import { StepHeading } from './step-heading.tsx';
import { t } from './texts.ts';

export function ChooseOffice({ flow }: { flow: Flow }) {
  const offer = flow.offer.value;
  const offices = offer ? [...officesOf(offer, flow.draft.value)].sort(byName) : [];
  return (
    <>
      <StepHeading title={t('which_office')} />
      <Choices
        all={offices.map(({ id, name, address }) => ({ id, name, about: address, sign: <Icon name="place" /> }))}
        chosen={flow.draft.value.officeId}
        choose={(officeId) => flow.answer({ officeId })}
      />
    </>
  );
}
