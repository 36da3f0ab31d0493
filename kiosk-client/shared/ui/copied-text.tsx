import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n/shared-texts.ts';
import { Button } from './button.tsx';
import './copied-text.css';

/** Something to take along: it can be read, marked by hand, and copied with one press. `label` says what it is. */
export function CopiedText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  async function copy(): Promise<void> {
    field.current?.select();
    // Without TLS there is no clipboard; what is marked can then be copied by hand.
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 3_000);
  }

  return (
    <div class="copied-text">
      <textarea
        ref={field}
        class="copied-text__text"
        aria-label={label}
        readOnly
        rows={Math.min(12, Math.max(1, text.split('\n').length, Math.ceil(text.length / 48)))}
        dir="ltr"
        spellcheck={false}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button onClick={() => void copy()}>{copied ? t('copied') : t('copy')}</Button>
      <span class="unseen" role="status">
        {copied && t('copied')}
      </span>
    </div>
  );
}
