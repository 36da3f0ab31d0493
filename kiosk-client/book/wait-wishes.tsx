import { useState } from 'preact/hooks';
import { serverNow } from '../shared/clock.ts';
import { Button } from '../shared/ui/button.tsx';
import type { Wishes } from './draft.ts';
import { Entry } from './entry.tsx';
import type { Flow } from './flow.ts';
import { dayAt } from './local-days.ts';
import { daysLater } from '../shared/calendar/local-time.ts';
import { PARTS_OF_DAY } from './parts-of-day.ts';
import { StepHeading } from './step-heading.tsx';
import { t } from './texts.ts';

const USUALLY_DAYS = 28;

/** When somebody could come for whom nothing suits. */
export function WaitWishes({ flow }: { flow: Flow }) {
  const today = dayAt(serverNow(), flow.timeZone.value);
  const [wishes, setWishes] = useState<Wishes>(
    flow.draft.value.wishes ?? { from: today, until: daysLater(today, USUALLY_DAYS), part: 'any' },
  );
  const [wrong, setWrong] = useState(false);
  const change = (parts: Partial<Wishes>) => {
    setWrong(false);
    setWishes({ ...wishes, ...parts });
  };
  return (
    <>
      <StepHeading title={t('wait_title')}>{t('wait_about')}</StepHeading>
      <form
        noValidate
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          const right = wishes.from >= today && wishes.until >= wishes.from;
          setWrong(!right);
          if (right) flow.wish(wishes);
          else document.getElementById('wait-from')?.focus();
        }}
      >
        <div class="span">
          <Entry id="wait-from" label={t('wait_from')} error={wrong ? t('wait_wrong') : undefined}>
            {(about) => (
              <input
                {...about}
                type="date"
                class="field__input"
                min={today}
                value={wishes.from}
                onInput={({ currentTarget }) => change({ from: currentTarget.value })}
              />
            )}
          </Entry>
          <Entry id="wait-until" label={t('wait_until')}>
            {(about) => (
              <input
                {...about}
                type="date"
                class="field__input"
                min={wishes.from}
                value={wishes.until}
                onInput={({ currentTarget }) => change({ until: currentTarget.value })}
              />
            )}
          </Entry>
        </div>
        <fieldset class="group">
          <legend class="group__title">{t('wait_hours')}</legend>
          <div class="radios">
            {(['any', ...PARTS_OF_DAY] as const).map((part) => (
              <label key={part} class="radio">
                <input
                  type="radio"
                  name="part"
                  class="radio__dot"
                  checked={wishes.part === part}
                  onChange={() => change({ part })}
                />
                <span>{part === 'any' ? t('any_time') : t(part)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Button type="submit" variant="primary" size="huge" wide>
          {t('continue')}
        </Button>
      </form>
    </>
  );
}
