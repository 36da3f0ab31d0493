import { render } from 'preact';
import { t } from './texts.ts';
import './new-name.css';

const SHOWN_MS = 8_000;
let over: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whoever renames screens from a desk sees on the wall which one it was. */
export function showNewName(name: string): void {
  if (over === null) {
    over = document.createElement('div');
    document.body.append(over);
  }
  const here = over;
  clearTimeout(timer);
  render(
    <p class="new-name" role="status">
      <span class="new-name__label">{t('new_name')}</span>
      <strong class="new-name__name" dir="auto">
        {name}
      </strong>
    </p>,
    here,
  );
  timer = setTimeout(() => render(null, here), SHOWN_MS);
}
