import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { EraseSign } from '../signs.tsx';
import { t } from '../texts.ts';
import { BIRTH_KEYS, birthParts, type BirthKey } from './birth-digits.ts';
import { wrongWords } from './wrong-words.ts';
import './check-in.css';

type Props = {
  digits: string;
  /** All of it is there, and it is a day. */
  whole: boolean;
  asking: boolean;
  wrong: string | null;
  press: (key: BirthKey) => void;
  give: () => void;
  back: () => void;
  timer: ComponentChildren;
};

/** The second half of who somebody is. */
export function AskBirth({ digits, whole, asking, wrong, press, give, back, timer }: Props) {
  useEffect(() => {
    const type = ({ key, target }: KeyboardEvent) => {
      if (key === 'Enter' && !(target instanceof HTMLButtonElement)) give();
      const named = key === 'Backspace' ? 'erase' : BIRTH_KEYS.find((one) => one === key);
      if (named !== undefined) press(named);
    };
    addEventListener('keydown', type);
    return () => removeEventListener('keydown', type);
  }, [press, give]);

  const isNoDay = digits.length === 8 && !whole;
  const parts = birthParts(digits);
  const labels = [t('birth_day'), t('birth_month'), t('birth_year')];
  return (
    <section class="check-in check-in--birth">
      <div class="check-in__words">
        <h1 class="check-in__title" tabIndex={-1}>
          {t('birth_title')}
        </h1>
        <p class="check-in__hint" role={wrong !== null || isNoDay ? 'alert' : undefined}>
          {wrong !== null ? wrongWords(wrong, 'name') : isNoDay ? t('birth_wrong') : t('birth_hint')}
        </p>
        <div class={wrong !== null || isNoDay ? 'birth birth--wrong' : 'birth'}>
          {labels.map((label, index) => (
            <p key={label} class={index === 2 ? 'birth__part birth__part--year' : 'birth__part'}>
              <span class="birth__label">{label}</span>
              <output class="birth__digits" aria-label={label}>
                <bdi dir="ltr">{parts[index] === '' ? '\u00a0' : parts[index]}</bdi>
              </output>
            </p>
          ))}
        </div>
      </div>
      <div class="keypad" role="group" aria-label={t('keypad')} dir="ltr">
        {BIRTH_KEYS.map((key) => (
          <button
            key={key}
            type="button"
            class={key === '0' ? 'key key--zero' : 'key'}
            aria-label={key === 'erase' ? t('erase') : undefined}
            disabled={asking}
            onClick={() => press(key)}
          >
            {key === 'erase' ? <EraseSign /> : key}
          </button>
        ))}
      </div>
      <div class="check-in__actions">
        <Button size="huge" variant="primary" busy={asking} disabled={!asking && !whole} onClick={give}>
          {t('find_appointment')}
        </Button>
      </div>
      <div class="foot">
        <Button size="huge" disabled={asking} onClick={back}>
          {t('back')}
        </Button>
        {timer}
      </div>
    </section>
  );
}
