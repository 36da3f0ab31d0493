import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { BOOKING_CODE_LENGTH } from '../../../models/rules/booking-code.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EraseSign } from '../signs.tsx';
import { t } from '../texts.ts';
import { CameraView } from './camera-view.tsx';
import { hasCamera } from './camera.ts';
import { CODE_KEYS, isWholeCode } from './code-keys.ts';
import { wrongWords } from './wrong-words.ts';
import './check-in.css';

type Props = {
  typed: string;
  asking: boolean;
  wrong: string | null;
  /** Whoever has no code may say who they are. */
  byName: boolean;
  press: (key: string) => void;
  give: () => void;
  scanned: (text: string) => void;
  name: () => void;
  back: () => void;
  timer: ComponentChildren;
};

const PLACES = Array.from({ length: BOOKING_CODE_LENGTH }, (_, index) => index);

/** The code of the confirmation: typed on the tablet's own keys, or held before a scanner or the camera. */
export function AskCode({ typed, asking, wrong, byName, press, give, scanned, name, back, timer }: Props) {
  const looking = useSignal(false);
  useEffect(() => {
    const type = ({ key, target }: KeyboardEvent) => {
      if (key === 'Backspace') press('erase');
      else if (key === 'Enter' && !(target instanceof HTMLButtonElement)) give();
      else if (key.length === 1) press(key.toUpperCase());
    };
    addEventListener('keydown', type);
    return () => removeEventListener('keydown', type);
  }, [press, give]);

  const words = wrong === null ? t('code_where') : wrongWords(wrong, 'code');
  return (
    <section class="check-in check-in--code">
      <div class="check-in__words">
        <h1 class="check-in__title" tabIndex={-1}>
          {t('code_title')}
        </h1>
        <p class="check-in__hint" role={wrong === null ? undefined : 'alert'}>
          {words}
        </p>
        <output class={wrong === null ? 'code' : 'code code--wrong'} aria-label={t('code_so_far')}>
          <bdi dir="ltr">
            {PLACES.map((place) => (
              <span key={place} class={place === typed.length ? 'code__place code__place--next' : 'code__place'}>
                {typed[place] ?? '\u00a0'}
              </span>
            ))}
          </bdi>
        </output>
      </div>
      {looking.value ? (
        <CameraView
          read={(text) => {
            looking.value = false;
            scanned(text);
          }}
          close={() => (looking.value = false)}
        />
      ) : (
        <div class="code-keys" role="group" aria-label={t('keypad')} dir="ltr">
          {CODE_KEYS.map((key) => (
            <button key={key} type="button" class="key" disabled={asking} onClick={() => press(key)}>
              {key}
            </button>
          ))}
          <button
            type="button"
            class="key key--erase"
            aria-label={t('erase_letter')}
            disabled={asking}
            onClick={() => press('erase')}
          >
            <EraseSign />
          </button>
        </div>
      )}
      <div class="check-in__actions">
        {hasCamera() && !looking.value && (
          <Button size="huge" disabled={asking} onClick={() => (looking.value = true)}>
            {t('use_camera')}
          </Button>
        )}
        <Button size="huge" variant="primary" busy={asking} disabled={!asking && !isWholeCode(typed)} onClick={give}>
          {t('find_appointment')}
        </Button>
      </div>
      <div class="foot">
        <Button size="huge" disabled={asking} onClick={back}>
          {t('back')}
        </Button>
        {timer}
        {byName && (
          <Button size="huge" disabled={asking} onClick={name}>
            {t('no_code')}
          </Button>
        )}
      </div>
    </section>
  );
}
