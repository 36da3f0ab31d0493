import type { ComponentChildren } from 'preact';

type About = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined };

/** A field under an id that the list of what is wrong can lead to. */
export function Entry({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  children: (about: About) => ComponentChildren;
}) {
  const said = error ?? hint;
  return (
    <div class={error === undefined ? 'field' : 'field field--wrong'}>
      <label class="field__label" for={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error !== undefined,
        'aria-describedby': said === undefined ? undefined : `${id}-note`,
      })}
      {said !== undefined && (
        <p class="field__note" id={`${id}-note`}>
          {said}
        </p>
      )}
    </div>
  );
}
