import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { CopiedText } from '../../shared/ui/copied-text.tsx';
import { t } from './texts.ts';

type Props = { title: string; label: string; text: string; children: ComponentChildren; onKept: () => void };

/** A link or a key that nobody will ever be shown again. */
export function ShownOnce({ title, label, text, children, onKept }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card shown-once">
      <h2 ref={heading} tabIndex={-1} class="shown-once__title">
        {title}
      </h2>
      {children}
      <CopiedText label={label} text={text} />
      <div>
        <Button variant="primary" onClick={onKept}>
          {t('done')}
        </Button>
      </div>
    </section>
  );
}
