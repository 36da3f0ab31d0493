import { signal } from '@preact/signals';
import { t } from '../i18n/shared-texts.ts';
import './toast.css';

type Toast = {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'bad';
  action: { label: string; run: () => void } | null;
};
export type ToastOptions = { tone?: Toast['tone']; action?: Toast['action']; seconds?: number };

const shown = signal<readonly Toast[]>([]);
let count = 0;

/** A short word at the foot of the screen, gone by itself. Answers how to take it away sooner. */
export function toast(text: string, { tone = 'plain', action = null, seconds = 6 }: ToastOptions = {}): () => void {
  const id = ++count;
  const take = () => {
    clearTimeout(timer);
    shown.value = shown.value.filter((one) => one.id !== id);
  };
  const timer = setTimeout(take, seconds * 1000);
  shown.value = [...shown.value.filter((one) => one.text !== text), { id, text, tone, action }];
  return take;
}

/** Once in every screen that says something. */
export function Toasts() {
  const take = (id: number) => {
    shown.value = shown.value.filter((one) => one.id !== id);
  };
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map(({ id, text, tone, action }) => (
        <div key={id} class={`toast toast--${tone}`}>
          <span class="toast__text">{text}</span>
          {action && (
            <button
              type="button"
              class="toast__action"
              onClick={() => {
                take(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" class="toast__close" aria-label={t('dismiss')} onClick={() => take(id)}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
    </div>
  );
}
