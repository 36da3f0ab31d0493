import { Icon } from '../shared/ui/icon.tsx';
import type { Flow } from './flow.ts';
import { stepsOf } from './steps.ts';
import { t } from './texts.ts';

/** How far it is, and the way back. */
export function Way({ flow }: { flow: Flow }) {
  const offer = flow.offer.value;
  const step = flow.step.value;
  if (offer === null || step === 'service') return null;
  const steps = stepsOf(offer, flow.draft.value, step);
  const here = steps.indexOf(step) + 1;
  const words = t('step_of', { step: here, steps: steps.length });
  return (
    <nav class="way" aria-label={words}>
      <button type="button" class="way__back" onClick={flow.back}>
        <Icon name="back" /> {t('back')}
      </button>
      <p class="way__steps">
        <span class="way__words">{words}</span>
        <span class="way__dots" aria-hidden="true">
          {steps.map((one, index) => (
            <span key={one} class={index < here ? 'way__dot way__dot--done' : 'way__dot'} />
          ))}
        </span>
      </p>
    </nav>
  );
}
