import { useState } from 'preact/hooks';
import { SPAN_UNITS, unitOf, unitWords, type SpanUnit } from '../../shared/calendar/span-words.ts';
import { Field } from '../../shared/ui/field.tsx';
import { t } from '../texts.ts';

type Props = {
  label: string;
  hint: string | undefined;
  error: string | undefined;
  required: boolean;
  /** In minutes; '': none. */
  value: string;
  least: number;
  most: number;
  onChange: (minutes: string) => void;
};

const UNITS = Object.keys(SPAN_UNITS) as SpanUnit[]; // of a constant

/** A stretch of time in the unit that people would say it in. */
export function SpanControl({ value, least, most, onChange, ...field }: Props) {
  const [unit, setUnit] = useState<SpanUnit>(() => unitOf(Number(value)));
  const size = SPAN_UNITS[unit];
  return (
    <div class="span-field">
      <Field
        {...field}
        type="number"
        inputMode="numeric"
        dir="ltr"
        min={Math.ceil(least / size)}
        max={Math.floor(most / size)}
        step="any"
        value={value === '' ? '' : String(Number(value) / size)}
        onInput={({ currentTarget: { value: typed } }) =>
          onChange(typed === '' ? '' : String(Math.round(Number(typed) * size)))
        }
      />
      <select
        class="field__input span-field__unit"
        aria-label={t('unit_of', { field: field.label })}
        value={unit}
        onChange={({ currentTarget }) => {
          const chosen = UNITS.find((one) => one === currentTarget.value) ?? unit;
          setUnit(chosen);
          if (value !== '') onChange(String((Number(value) / size) * SPAN_UNITS[chosen]));
        }}
      >
        {UNITS.filter((one) => SPAN_UNITS[one] <= most).map((one) => (
          <option key={one} value={one}>
            {unitWords(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
