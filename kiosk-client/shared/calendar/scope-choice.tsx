import { useId } from 'preact/hooks';
import { SERIES_SCOPES, type SeriesScope } from '../../../models/vocabulary.ts';
import { t } from './texts.ts';

/** One of a series, or more of it. */
export function ScopeChoice({ scope, onChange }: { scope: SeriesScope; onChange: (scope: SeriesScope) => void }) {
  const name = useId();
  return (
    <fieldset class="cal-scope">
      <legend class="field__label">{t('scope')}</legend>
      {SERIES_SCOPES.map((one) => (
        <label key={one} class="cal-scope__one">
          <input type="radio" name={name} checked={one === scope} onChange={() => onChange(one)} />
          <span>{t(`scope_${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
