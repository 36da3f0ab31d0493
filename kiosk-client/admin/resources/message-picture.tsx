import { useRef, useState } from 'preact/hooks';
import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import { hasCode } from '../../shared/account/problem-at.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from '../texts.ts';

const KINDS = ['image/png', 'image/jpeg', 'image/webp'];
const MOST_KB = 1024;
const LONGEST_SIDE = 2000;

type Props = {
  /** Null: there is no message yet, and its picture waits for it. */
  messageId: string | null;
  shown: string | null;
  onChosen: (file: File | null) => void;
  onKept: (message: DisplayMessage) => void;
};

/** Chosen, looked at, replaced, taken away. */
export function MessagePicture({ messageId, shown, onChosen, onKept }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const asking = useAsking();
  const input = useRef<HTMLInputElement>(null);
  const path = `/display-messages/${messageId}/picture`;

  async function take(file: File): Promise<void> {
    const own = Math.ceil(file.size / 1024);
    if (!KINDS.includes(file.type)) return setWrong(t('logo_wrong_kind'));
    if (own > MOST_KB) return setWrong(t('logo_too_large', { own: formatNumber(own), size: formatNumber(MOST_KB) }));
    setWrong(null);
    if (messageId === null) return onChosen(file);
    const done = await asking.ask(async () => onKept(await api.put<DisplayMessage>(path, file)));
    if (done) toast(t('picture_saved'), { tone: 'good', seconds: 4 });
  }

  async function remove(): Promise<void> {
    setWrong(null);
    if (messageId === null) return onChosen(null);
    const done = await asking.ask(async () => {
      await api.delete(path);
      onKept(await api.get<DisplayMessage>(`/display-messages/${messageId}`));
    });
    if (done) toast(t('picture_removed'), { tone: 'good', seconds: 4 });
  }

  const said = wrong ?? (asking.problem === null ? null : pictureWords(asking.problem));
  return (
    <div class="message-picture">
      <p class="message-picture__about">
        {t('picture_about', { size: formatNumber(MOST_KB), side: formatNumber(LONGEST_SIDE) })}
      </p>
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
          if (file) void take(file);
        }}
      />
      <div class="message-picture__buttons">
        <Button busy={asking.busy} onClick={() => input.current?.click()}>
          {t('logo_choose')}
        </Button>
        {shown !== null && (
          <Button variant="quiet" disabled={asking.busy} onClick={() => void remove()}>
            {t('picture_remove')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The one thing that only the server can tell: what is inside. */
function pictureWords(problem: unknown): string {
  return hasCode(problem, 'invalid_input')
    ? t('logo_not_shown', { side: formatNumber(LONGEST_SIDE) })
    : refusalWords(problem);
}
