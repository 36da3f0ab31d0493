import { byName } from '../shared/i18n/by-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Choices } from './choices.tsx';
import { ANYBODY, providersOf } from './draft.ts';
import type { Flow } from './flow.ts';
import { StepHeading } from './step-heading.tsx';
import { t } from './texts.ts';

export function ChooseProvider({ flow }: { flow: Flow }) {
  const offer = flow.offer.value;
  const providers = offer ? [...providersOf(offer, flow.draft.value)].sort(byName) : [];
  const anybody = { id: ANYBODY, name: t('anybody'), about: t('anybody_about'), sign: <Icon name="people" /> };
  return (
    <>
      <StepHeading title={t('which_provider')} />
      <Choices
        all={[anybody, ...providers.map(({ id, name, title }) => ({ id, name, about: title, sign: initials(name) }))]}
        chosen={flow.draft.value.provider}
        choose={(provider) => flow.answer({ provider })}
      />
    </>
  );
}

/** `Dr. med. Ada von Lovelace` -> `AL`: titles stand in front, and what is written small is no name. Letters of every script. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[^\P{L}\p{Ll}]/u.test(word) && !word.endsWith('.'));
  return words
    .slice(-2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('');
}
