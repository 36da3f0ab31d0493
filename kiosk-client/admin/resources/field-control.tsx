import { useId } from 'preact/hooks';
import { Field as TextField, LinesField, SelectField } from '../../shared/ui/field.tsx';
import { directionOf } from '../../shared/i18n/language.ts';
import { inUse } from '../lists.ts';
import { t } from '../texts.ts';
import { withOffice, withPrimary, type OfficeChoice } from './controls.ts';
import type { Around, Control, Field } from './resource.ts';
import { SpanControl } from './span-control.tsx';

type Props = {
  field: Field;
  value: unknown;
  error: string | undefined;
  around: Around;
  onChange: (value: unknown) => void;
};

type Of<K extends Control['kind']> = Props & { control: Extract<Control, { kind: K }> };

/** The control that a field's description asks for. */
export function FieldControl(props: Props) {
  const { control } = props.field;
  switch (control.kind) {
    case 'text':
      return <TextControl {...props} control={control} />;
    case 'lines':
      return <LinesControl {...props} control={control} />;
    case 'password':
      return <PasswordControl {...props} />;
    case 'number':
      return <NumberControl {...props} control={control} />;
    case 'span':
      return <SpanControl {...common(props)} {...control} onChange={props.onChange} />;
    case 'money':
      return <MoneyControl {...props} />;
    case 'switch':
      return <SwitchControl {...props} />;
    case 'colour':
      return <ColourControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} control={control} />;
    case 'several':
      return <SeveralControl {...props} control={control} />;
    case 'offices':
      return <OfficesControl {...props} />;
  }
}

function common({ field, value, error }: Props) {
  return {
    label: field.label,
    hint: field.hint,
    error,
    required: field.required ?? false,
    value: typeof value === 'string' ? value : '',
  };
}

function TextControl(props: Of<'text'>) {
  const { control, onChange } = props;
  const id = useId();
  const suggestions = control.suggestions?.();
  return (
    <>
      <TextField
        {...common(props)}
        type={control.type ?? 'text'}
        {...(control.longest !== undefined && { maxLength: control.longest })}
        {...(control.ltr === true && { dir: 'ltr' as const })}
        {...(suggestions && { list: id })}
        {...(control.capitals === true && { autocapitalize: 'characters', spellcheck: false })}
        autocomplete="off"
        onInput={({ currentTarget }) =>
          onChange(control.capitals === true ? currentTarget.value.toUpperCase() : currentTarget.value)
        }
      />
      {suggestions && (
        <datalist id={id}>
          {suggestions.map((words) => (
            <option key={words} value={words} />
          ))}
        </datalist>
      )}
    </>
  );
}

function LinesControl(props: Of<'lines'>) {
  const { longest, language } = props.control;
  return (
    <LinesField
      {...common(props)}
      maxLength={longest}
      rows={3}
      {...(language !== undefined && { lang: language, dir: directionOf(language) })}
      onInput={({ currentTarget }) => props.onChange(currentTarget.value)}
    />
  );
}

function PasswordControl(props: Props) {
  return (
    <TextField
      {...common(props)}
      type="password"
      dir="ltr"
      minLength={12}
      maxLength={128}
      autocomplete="new-password"
      onInput={({ currentTarget }) => props.onChange(currentTarget.value)}
    />
  );
}

function NumberControl(props: Of<'number'>) {
  const { control, field } = props;
  const label = control.unit === undefined ? field.label : `${field.label} (${control.unit})`;
  return (
    <div class="short-field">
      <TextField
        {...common(props)}
        label={label}
        type="number"
        inputMode="numeric"
        dir="ltr"
        min={control.least}
        max={control.most}
        step={1}
        onInput={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
    </div>
  );
}

function MoneyControl(props: Props) {
  return (
    <TextField
      {...common(props)}
      inputMode="decimal"
      dir="ltr"
      pattern="[0-9]{1,6}([.,][0-9]{1,2})?"
      onInput={({ currentTarget }) => props.onChange(currentTarget.value)}
    />
  );
}

function ColourControl(props: Props) {
  const colour = typeof props.value === 'string' && /^#[0-9a-f]{6}$/i.test(props.value) ? props.value : '#0b6b57';
  return (
    <div class="colour">
      <TextField
        {...common(props)}
        dir="ltr"
        placeholder="#0b6b57"
        pattern="#[0-9a-fA-F]{6}"
        onInput={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
      <input
        class="colour__well"
        type="color"
        aria-label={props.field.label}
        value={colour}
        onInput={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
    </div>
  );
}

function ChoiceControl(props: Of<'choice'>) {
  const { control, around, field, onChange } = props;
  const options = control.options(around);
  // A choice of one is none.
  const only = field.required === true && options.length === 1 ? options[0] : undefined;
  if (only && props.value === '') onChange(only.value);
  return (
    <SelectField {...common(props)} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {control.none !== undefined ? (
        <option value="">{control.none}</option>
      ) : (
        <option value="" disabled>
          {t('choose')}
        </option>
      )}
      {options.map(({ value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}

function Note({ field, error }: Pick<Props, 'field' | 'error'>) {
  return (
    <p
      class={error === undefined ? 'field__note' : 'field__note field__note--wrong'}
      role={error === undefined ? undefined : 'alert'}
    >
      {error ?? field.hint}
    </p>
  );
}

function SwitchControl({ field, value, error, onChange }: Props) {
  return (
    <div class="check-field">
      <label class="check">
        <input
          type="checkbox"
          class="check__box"
          checked={value === true}
          onChange={({ currentTarget: { checked } }) => onChange(checked)}
        />
        <span class="check__words">{field.label}</span>
      </label>
      <Note field={field} error={error} />
    </div>
  );
}

function SeveralControl({ field, control, value, error, around, onChange }: Of<'several'>) {
  const options = control.options(around);
  const held = Array.isArray(value) ? (value as readonly string[]) : []; // only this control writes it
  // What is out of use is not shown, and goes with the next change.
  const chosen = held.filter((one) => options.some(({ value: known }) => known === one));
  return (
    <fieldset class="check-field">
      <legend class="field__label">{field.label}</legend>
      {options.length === 0 && <p class="check-field__none">{control.empty?.(around) ?? t('nothing_to_choose')}</p>}
      {options.map(({ value: one, words }) => (
        <label key={one} class="check">
          <input
            type="checkbox"
            class="check__box"
            checked={chosen.includes(one)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />
          <span class="check__words">{words}</span>
        </label>
      ))}
      <Note field={field} error={error} />
    </fieldset>
  );
}

function OfficesControl({ field, value, error, around, onChange }: Props) {
  const name = useId();
  const chosen = Array.isArray(value) ? (value as readonly OfficeChoice[]) : []; // only this control writes it
  return (
    <fieldset class="check-field">
      <legend class="field__label">{field.label}</legend>
      {inUse(around.lists.offices).map((office) => {
        const choice = chosen.find(({ id }) => id === office.id);
        return (
          <div key={office.id} class="check-row">
            <label class="check">
              <input
                type="checkbox"
                class="check__box"
                checked={choice !== undefined}
                onChange={({ currentTarget: { checked } }) => onChange(withOffice(chosen, office.id, checked))}
              />
              <span class="check__words">{office.name}</span>
            </label>
            {choice && chosen.length > 1 && (
              <label class="check check--radio">
                <input
                  type="radio"
                  class="check__box"
                  name={name}
                  checked={choice.is_primary}
                  onChange={() => onChange(withPrimary(chosen, office.id))}
                />
                <span class="check__words">{t('primary_office')}</span>
              </label>
            )}
          </div>
        );
      })}
      <Note field={field} error={error} />
    </fieldset>
  );
}
