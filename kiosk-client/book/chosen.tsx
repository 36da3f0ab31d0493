import { formatTime } from '../shared/i18n/format.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { dayInWords } from './day-words.ts';
import { ANYBODY, officesOf, providersOf, serviceOf } from './draft.ts';
import type { Flow } from './flow.ts';
import { stepsOf, type Step } from './steps.ts';
import { t } from './texts.ts';

type Row = {
  step: Step;
  icon: IconName;
  words: string;
  more?: string | null;
  /** Said beside it already, where there is no room to say it twice. */
  told?: boolean;
};

/** What has been answered so far. A tap goes back to the question. */
export function Chosen({ flow }: { flow: Flow }) {
  const rows = rowsOf(flow);
  if (rows.length === 0) return null;
  const offer = flow.offer.value;
  const asked = offer ? stepsOf(offer, flow.draft.value, flow.step.value) : [];
  return (
    <nav class="chosen" aria-label={t('your_choice')}>
      <p class="chosen__title" aria-hidden="true">
        {t('your_choice')}
      </p>
      <ul class="chosen__list">
        {rows.map(({ step, icon, words, more, told }) => (
          <li key={step} class={told ? 'chosen__item chosen__item--told' : 'chosen__item'}>
            {asked.includes(step) ? (
              <button type="button" class="chosen__one" onClick={() => flow.to(step)}>
                <Icon name={icon} />
                <span class="chosen__words">
                  <span class="unseen">{t('change')}: </span>
                  <bdi>{words}</bdi>
                  {more && <span class="chosen__more">{more}</span>}
                </span>
              </button>
            ) : (
              <p class="chosen__one chosen__one--fixed">
                <Icon name={icon} />
                <span class="chosen__words">
                  <bdi>{words}</bdi>
                  {more && <span class="chosen__more">{more}</span>}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Only what lies behind the present question. */
function rowsOf({ offer, draft: { value: draft }, step, office, timeZone }: Flow): Row[] {
  const known = offer.value;
  const service = known && serviceOf(known, draft);
  const here = step.value;
  if (!known || !service || here === 'service') return [];
  const rows: Row[] = [
    { step: 'service', icon: 'care', words: service.name, more: t('minutes', { count: service.duration_minutes }) },
  ];
  if (here === 'office') return rows;
  if (office.value)
    rows.push({
      step: 'office',
      icon: 'place',
      words: office.value.name,
      told: officesOf(known, draft).length === 1,
    });
  if (here === 'provider') return rows;
  const provider = providersOf(known, draft).find(({ id }) => id === (draft.held?.provider_id ?? draft.provider));
  rows.push({
    step: 'provider',
    icon: 'people',
    words: provider?.name ?? (draft.provider === ANYBODY ? t('anybody') : ''),
  });
  if (here === 'time' && draft.day !== null)
    rows.push({ step: 'day', icon: 'calendar', words: dayInWords(draft.day), told: true });
  if (here === 'details' && draft.startsAt !== null && draft.day !== null) {
    rows.push({ step: 'day', icon: 'calendar', words: dayInWords(draft.day), told: true });
    rows.push({ step: 'time', icon: 'clock', words: formatTime(draft.startsAt, timeZone.value), told: true });
  }
  return rows;
}
