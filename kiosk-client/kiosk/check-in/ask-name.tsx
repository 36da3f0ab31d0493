import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button } from '../../shared/ui/button.tsx';
import { t } from '../texts.ts';
import './check-in.css';

type Props = { give: (name: string) => void; back: () => void; timer: (typed: boolean) => ComponentChildren };

/** A name may be written in any script, so this is the one thing that is typed on the tablet's own keyboard. */
export function AskName({ give, back, timer }: Props) {
  const name = useSignal('');
  const isGiven = name.value.trim().length > 1;
  return (
    <form
      class="check-in check-in--name"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGiven) give(name.value.trim());
      }}
    >
      <div class="check-in__words">
        <h1 class="check-in__title" tabIndex={-1}>
          {t('name_title')}
        </h1>
        <p class="check-in__hint">{t('name_hint')}</p>
      </div>
      <div class="name-line">
        <input
          class="name-line__field"
          aria-label={t('name_title')}
          // Nothing that a browser remembers, corrects or offers to the next person.
          autocomplete="off"
          autocapitalize="words"
          autocorrect="off"
          spellcheck={false}
          maxLength={120}
          dir="auto"
          value={name.value}
          onInput={({ currentTarget }) => (name.value = currentTarget.value)}
        />
        <Button type="submit" size="huge" variant="primary" disabled={!isGiven}>
          {t('go_on')}
        </Button>
      </div>
      <div class="foot">
        <Button size="huge" onClick={back}>
          {t('back')}
        </Button>
        {timer(name.value !== '')}
      </div>
    </form>
  );
}
