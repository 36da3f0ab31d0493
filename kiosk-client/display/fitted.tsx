import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * One line that is as large as its box allows and never larger: the style sheet says the largest size, the box says the rest.
 * Televisions bring fonts of very different widths, and a number that is cut off is another number.
 */
export function Fitted({ text, class: name, children }: { text: string; class: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    const fit = () => {
      const [outer, inner] = [box.current, line.current];
      if (!outer || !inner) return;
      inner.style.fontSize = '';
      const share = Math.min(outer.clientWidth / inner.offsetWidth, outer.clientHeight / inner.offsetHeight);
      if (share < 1) inner.style.fontSize = `${Math.floor(share * 100)}%`;
    };
    fit();
    addEventListener('resize', fit);
    const observer = box.current && typeof ResizeObserver === 'function' ? new ResizeObserver(fit) : null;
    if (box.current) observer?.observe(box.current);
    return () => {
      removeEventListener('resize', fit);
      observer?.disconnect();
    };
  }, [text]);

  return (
    <div ref={box} class={`fitted ${name}`}>
      <span ref={line} class="fitted__line">
        {children}
      </span>
    </div>
  );
}
