import type { RefObject } from 'preact';
import { PERSON_FIELDS, type Wrong } from './person-draft.ts';
import { t } from './texts.ts';
import { wrongWords } from './wrong-words.ts';

/** All that is wrong, above the form, each a link to its field. */
export function ErrorSummary({ at, wrong }: { at: RefObject<HTMLDivElement | null>; wrong: Wrong }) {
  const fields = PERSON_FIELDS.filter((field) => wrong[field] !== undefined);
  if (fields.length === 0) return null;
  return (
    <div ref={at} class="alert" role="alert" tabIndex={-1}>
      <h2 class="alert__title">{t('please_check', { count: fields.length })}</h2>
      <ul>
        {fields.map((field) => (
          <li key={field}>
            <a
              href={`#field-${field}`}
              class="alert__link"
              onClick={(event) => {
                // The address says at which step we are.
                event.preventDefault();
                document.getElementById(`field-${field}`)?.focus();
              }}
            >
              {wrongWords(field, wrong)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
