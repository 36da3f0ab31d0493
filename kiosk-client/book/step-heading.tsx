import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { page } from '../shared/page.ts';

let isFirst = true;

/** The question of a step. Whoever comes to it by a tap is put in front of it, by eye and by ear. */
export function StepHeading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${page.organization.name}`;
  }, [title]);
  useEffect(() => {
    // A page that has just been opened is read from its beginning.
    if (isFirst) isFirst = false;
    else {
      scrollTo(0, 0);
      heading.current?.focus();
    }
  }, []);
  return (
    <div class="question">
      <h1 ref={heading} class="question__title" tabIndex={-1}>
        {title}
      </h1>
      {children && <p class="question__about">{children}</p>}
    </div>
  );
}
