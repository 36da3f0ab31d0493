import type { ComponentChildren, InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';

type Common = { label: string; hint?: string | undefined; error?: string | undefined };

/** A labelled input. `error` is the server's sentence for this field. */
export function Field({ label, hint, error, ...input }: Common & InputHTMLAttributes) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        {...input}
        id={id}
        class="field__input"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
      />
    </Labelled>
  );
}

/** A labelled field of a few lines. */
export function LinesField({ label, hint, error, ...area }: Common & TextareaHTMLAttributes) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        {...area}
        id={id}
        class="field__input field__input--lines"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
      />
    </Labelled>
  );
}

export function SelectField({ label, hint, error, children, ...select }: Common & SelectHTMLAttributes) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        {...select}
        id={id}
        class="field__input"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
      >
        {children}
      </select>
    </Labelled>
  );
}

function Labelled({ id, label, hint, error, children }: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class={error === undefined ? 'field' : 'field field--wrong'}>
      <label class="field__label" for={id}>
        {label}
      </label>
      {children}
      <p class="field__note" id={`${id}-note`} role={error === undefined ? undefined : 'alert'}>
        {error ?? hint}
      </p>
    </div>
  );
}
