import { useRef, useState } from 'preact/hooks';
import { hasCode } from '../shared/account/problem-at.ts';
import { refusalWords } from '../shared/account/refusal-words.ts';
import { formatNumber } from '../shared/i18n/format.ts';
import { Button } from '../shared/ui/button.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { t } from './texts.ts';

const KINDS = ['image/png', 'image/jpeg', 'image/webp'];
/** Pixels. */
export const LONGEST_SIDE = 2000;

type Props = {
  mostKb: number;
  about: string;
  isThere: boolean;
  removeWords: string;
  keep: (file: File) => Promise<void>;
  remove: () => Promise<void>;
};

/** A picture is chosen, replaced, taken away; what is wrong with one is said before it is sent. */
export function PictureChooser({ mostKb, about, isThere, removeWords, keep, remove }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const asking = useAsking();
  const input = useRef<HTMLInputElement>(null);

  function take(file: File): void {
    const own = Math.ceil(file.size / 1024);
    if (!KINDS.includes(file.type)) return setWrong(t('logo_wrong_kind'));
    if (own > mostKb) return setWrong(t('logo_too_large', { own: formatNumber(own), size: formatNumber(mostKb) }));
    setWrong(null);
    void asking.ask(() => keep(file));
  }

  const said = wrong ?? (asking.problem === null ? null : pictureWords(asking.problem));
  return (
    <>
      <p class="picture-about">{about}</p>
      {said !== null && (
        <p class="form-notice form-notice--bad" role="alert">
          {said}
        </p>
      )}
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={t('logo_choose')}
        accept={KINDS.join(',')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file may be chosen again.
          currentTarget.value = '';
          if (file) take(file);
        }}
      />
      <div class="picture-buttons">
        <Button busy={asking.busy} onClick={() => input.current?.click()}>
          {t('logo_choose')}
        </Button>
        {isThere && (
          <Button
            variant="quiet"
            disabled={asking.busy}
            onClick={() => {
              setWrong(null);
              void asking.ask(remove);
            }}
          >
            {removeWords}
          </Button>
        )}
      </div>
    </>
  );
}

/** The one thing that only the server can tell: what is inside. */
function pictureWords(problem: unknown): string {
  return hasCode(problem, 'invalid_input')
    ? t('logo_not_shown', { side: formatNumber(LONGEST_SIDE) })
    : refusalWords(problem);
}
