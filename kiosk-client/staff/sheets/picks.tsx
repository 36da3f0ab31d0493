import { useId, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { Field } from '../../shared/ui/field.tsx';
import type { Wish } from '../asking.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';

export type Pick = {
  words: string;
  note?: string | undefined;
  off?: boolean;
  wish: Wish;
};

type Props = {
  label: string;
  picks: readonly Pick[];
  /** What is none of these is typed. */
  other?: { longest: number; submit: string; wish: (words: string) => Wish };
  /** What is none of these stands elsewhere. */
  more?: { words: string; go: () => void };
  danger?: boolean;
};

/** One tap does it: what is picked is asked for at once, and the sheet closes when it is done. A wrong tap is taken back by "Undo". */
export function Picks({ label, picks, other, more, danger = false }: Props) {
  const { ask, asked, sheet, desk } = useWork();
  const [picked, setPicked] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  const id = useId();
  const working = asked.value?.state === 'working';
  const cannot = desk.view.value.status !== 'live' || working;

  async function pick(wish: Wish): Promise<void> {
    setPicked(wish.name);
    const here = sheet.value;
    // Somebody may have closed this one meanwhile and opened another.
    if ((await ask(wish)) && sheet.value === here) sheet.value = null;
  }

  return (
    <section class="picks" role="group" aria-labelledby={id}>
      <h3 class="picks__label" id={id}>
        {label}
      </h3>
      <div class="picks__options">
        {picks.map(({ words, note, off = false, wish }) => {
          const busy = working && picked === wish.name && asked.value?.name === wish.name;
          return (
            <Button
              key={wish.name}
              class={danger ? 'pick pick--danger' : 'pick'}
              busy={busy}
              disabled={off || (cannot && !busy)}
              onClick={() => void pick(wish)}
            >
              {words}
              {note !== undefined && <span class="pick__note">{note}</span>}
            </Button>
          );
        })}
        {other && !typing && (
          <Button class="pick pick--more" onClick={() => setTyping(true)}>
            {t('other')}
          </Button>
        )}
        {more && (
          <Button class="pick pick--more" onClick={more.go}>
            {more.words}
          </Button>
        )}
      </div>
      {other && typing && (
        <OwnWords other={other} cannot={cannot} working={working} onGiven={(wish) => void pick(wish)} />
      )}
    </section>
  );
}

type OwnWordsProps = {
  other: NonNullable<Props['other']>;
  cannot: boolean;
  working: boolean;
  onGiven: (wish: Wish) => void;
};

function OwnWords({ other, cannot, working, onGiven }: OwnWordsProps) {
  const [words, setWords] = useState('');
  return (
    <form
      class="picks__own"
      onSubmit={(event) => {
        event.preventDefault();
        if (words !== '' && !cannot) onGiven(other.wish(words));
      }}
    >
      <Field
        label={t('in_your_words')}
        maxLength={other.longest}
        autofocus
        onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setWords(currentTarget.value.trim())}
      />
      <Button type="submit" variant="primary" wide busy={working} disabled={words === '' || (cannot && !working)}>
        {other.submit}
      </Button>
    </form>
  );
}
