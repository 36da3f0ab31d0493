import { useEffect } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Button } from '../shared/ui/button.tsx';
import { grouped, isKeyed, PHONE_KEYS, type KeyedPhone, type PhoneKey } from './keyed-phone.ts';
import { EraseSign } from './signs.tsx';
import { t } from './texts.ts';
import './ask-phone.css';

type Props = {
  phone: KeyedPhone;
  callingCode: string | null;
  wrong: boolean;
  /** What is being asked for at this moment. */
  joining: 'with' | 'without' | null;
  press: (key: PhoneKey) => void;
  give: () => void;
  skip: () => void;
  back: () => void;
  timer: ComponentChildren;
};

/**
 * The tablet's own keys instead of a field: no keyboard comes up over the screen, and the browser keeps nothing of what was typed.
 */
export function AskPhone({ phone, callingCode, wrong, joining, press, give, skip, back, timer }: Props) {
  useEffect(() => {
    const type = ({ key }: KeyboardEvent) => {
      const named = key === 'Backspace' ? 'erase' : PHONE_KEYS.find((one) => one === key);
      if (named !== undefined) press(named);
    };
    addEventListener('keydown', type);
    return () => removeEventListener('keydown', type);
  }, [press]);

  const busy = joining !== null;
  // Whoever begins with a zero dials as at home.
  const code = phone.abroad ? '+' : phone.digits.startsWith('0') ? '' : `+${callingCode}`;
  return (
    <section class="phone">
      <div class="phone__words">
        <h1 class="phone__title" tabIndex={-1}>
          {t('phone_title')}
        </h1>
        <p class="phone__why">{t('phone_why')}</p>
        <output class={wrong ? 'phone__number phone__number--wrong' : 'phone__number'} aria-label={t('phone_so_far')}>
          <bdi dir="ltr">
            {code !== '' && <span class="phone__code">{code}</span>}{' '}
            <span class="phone__digits">{grouped(phone.digits)}</span>
            <span class="phone__caret" aria-hidden="true" />
          </bdi>
        </output>
        <p class="phone__note" role={wrong ? 'alert' : undefined}>
          {wrong ? t('phone_wrong') : phone.abroad ? t('phone_abroad') : t('phone_other_country')}
        </p>
      </div>
      <div class="keypad" role="group" aria-label={t('keypad')} dir="ltr">
        {PHONE_KEYS.map((key) => (
          <button
            key={key}
            type="button"
            class="key"
            aria-label={key === 'erase' ? t('erase') : undefined}
            disabled={busy}
            onClick={() => press(key)}
          >
            {key === 'erase' ? <EraseSign /> : key}
          </button>
        ))}
      </div>
      <div class="phone__actions">
        <Button size="huge" busy={joining === 'without'} disabled={joining === 'with'} onClick={skip}>
          {t('without_phone')}
        </Button>
        <Button
          size="huge"
          variant="primary"
          busy={joining === 'with'}
          disabled={joining === 'without' || !isKeyed(phone)}
          onClick={give}
        >
          {t('with_phone')}
        </Button>
      </div>
      <div class="foot">
        <Button size="huge" disabled={busy} onClick={back}>
          {t('back')}
        </Button>
        {timer}
      </div>
    </section>
  );
}
