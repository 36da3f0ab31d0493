import { useId } from 'preact/hooks';

/** One of a few, as large as a thumb. */
export function Choices<V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: V; words: string; note?: string | undefined; disabled?: boolean }[];
  value: V | null;
  onChange: (value: V) => void;
}) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend class="choices__label">{label}</legend>
      <div class="choices__options">
        {options.map((option) => (
          <label key={option.value} class={classOf(option.value === value, option.disabled ?? false)}>
            <input
              type="radio"
              class="choice__input"
              name={name}
              checked={option.value === value}
              disabled={option.disabled ?? false}
              onChange={() => onChange(option.value)}
            />
            <span class="choice__words">{option.words}</span>
            {option.note !== undefined && <span class="choice__note">{option.note}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function classOf(on: boolean, off: boolean): string {
  return `choice${on ? ' choice--on' : ''}${off ? ' choice--off' : ''}`;
}
