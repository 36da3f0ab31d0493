import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Props = { text: string; class: string; wraps?: boolean; children: ComponentChildren };

/**
 * Words that are as large as their box allows and never larger: the style sheet says the largest size, the box says the rest.
 * Televisions bring fonts of very different widths, and a number that is cut off is another number. What may wrap does where
 * that makes it larger.
 */
export function Fitted({ text, class: name, wraps = false, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    const fit = () => {
      if (box.current && line.current) fitInto(box.current, line.current, wraps);
    };
    fit();
    addEventListener('resize', fit);
    const observer = box.current && typeof ResizeObserver === 'function' ? new ResizeObserver(fit) : null;
    if (box.current) observer?.observe(box.current);
    return () => {
      removeEventListener('resize', fit);
      observer?.disconnect();
    };
  }, [text, wraps]);

  return (
    <div ref={box} class={`fitted ${name}`}>
      <span ref={line} class="fitted__line">
        {children}
      </span>
    </div>
  );
}

/** In steps that nobody sees. */
const STEP = 0.04;

function fitInto(outer: HTMLElement, inner: HTMLElement, wraps: boolean): void {
  const { style } = inner;
  style.fontSize = '';
  inner.classList.remove('fitted__line--broken');
  const share = Math.min(outer.clientWidth / inner.offsetWidth, outer.clientHeight / inner.offsetHeight);
  if (share >= 1) return;
  if (wraps) {
    inner.classList.add('fitted__line--broken');
    for (let tried = 1; tried > share; tried -= STEP) {
      style.fontSize = `${Math.floor(tried * 100)}%`;
      if (inner.scrollWidth <= outer.clientWidth && inner.offsetHeight <= outer.clientHeight) return;
    }
    inner.classList.remove('fitted__line--broken');
  }
  style.fontSize = `${Math.floor(share * 100)}%`;
}
