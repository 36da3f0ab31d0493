import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/ui/button.tsx';
import { CopiedText } from '../shared/ui/copied-text.tsx';
import { t } from './texts.ts';

/** Shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="recovery">
      <h3 ref={heading} tabIndex={-1}>
        {t('codes_title')}
      </h3>
      <p class="notice-line notice-line--warn">{t('codes_once')}</p>
      <CopiedText label={t('codes_title')} text={codes.join('\n')} />
      <div class="account__buttons">
        <Button variant="primary" onClick={onKept}>
          {t('codes_kept')}
        </Button>
        <Button onClick={() => print()}>{t('print')}</Button>
      </div>
      <ul class="recovery__paper" aria-hidden="true">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}
