import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/shared-texts.ts';
import { Button } from './button.tsx';
import './copied-text.css';

/** Something to take along: it can be read, marked by hand, and copied with one press. `label` says what it is. */
export function CopiedText({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'marked' | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  // How many lines it takes only the page knows; on a phone it is more than on a desk.
  useLayoutEffect(() => {
    const box = field.current;
    if (box) box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }, [text]);

  async function copy(): Promise<void> {
    field.current?.select();
    if (!(await toClipboard(text))) return setOutcome('marked');
    setOutcome('copied');
    setTimeout(() => setOutcome(null), 3_000);
  }

  return (
    <div class="copied-text">
      <textarea
        ref={field}
        class="copied-text__text"
        aria-label={label}
        readOnly
        rows={1}
        dir="ltr"
        spellcheck={false}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button onClick={() => void copy()}>{outcome === 'copied' ? t('copied') : t('copy')}</Button>
      <span class={outcome === 'marked' ? 'copied-text__by-hand' : 'unseen'} role="status">
        {outcome === 'copied' && t('copied')}
        {outcome === 'marked' && t('copy_by_hand')}
      </span>
    </div>
  );
}

/** Whether it is there now: something that is shown once may not be thought copied. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    // Without TLS there is no clipboard, and a browser may keep it from a page.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
