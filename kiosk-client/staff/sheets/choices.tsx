import { useId, useState } from 'preact/hooks';
import { Field } from '../../shared/ui/field.tsx';
import { t } from '../texts.ts';

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

/** The usual words by a tap, others by typing. */
export function Words({
  label,
  usual,
  longest,
  onChange,
}: {
  label: string;
  usual: readonly string[];
  longest: number;
  onChange: (words: string) => void;
}) {
  const [typing, setTyping] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  return (
    <>
      <Choices
        label={label}
        value={typing ? 'other' : picked}
        options={[...usual.map((words) => ({ value: words, words })), { value: 'other', words: t('other') }]}
        onChange={(value) => {
          setTyping(value === 'other');
          setPicked(value);
          onChange(value === 'other' ? '' : value);
        }}
      />
      {typing && (
        <Field
          label={t('in_your_words')}
          maxLength={longest}
          autofocus
          onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => onChange(currentTarget.value.trim())}
        />
      )}
    </>
  );
}
