import { useState } from 'preact/hooks';
import { Field } from '../ui/field.tsx';
import { hasCode, isAbout } from './problem-at.ts';
import { refusalWords } from './refusal-words.ts';
import { t } from './texts.ts';
import './new-password-field.css';

type Props = { label: string; name: string; /** Where it stands in the body. */ path: string; problem: unknown };

export const SHORTEST_PASSWORD = 12;

/** A password that is made up now: its one rule is said beforehand, and it can be looked at. */
export function NewPasswordField({ label, name, path, problem }: Props) {
  const [shown, setShown] = useState(false);
  const wrong = hasCode(problem, 'weak_password')
    ? refusalWords(problem)
    : isAbout(problem, path)
      ? t('password_rule')
      : undefined;
  return (
    <div class="new-password">
      <Field
        label={label}
        hint={t('password_rule')}
        error={wrong}
        name={name}
        {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
        autocomplete="new-password"
        autocapitalize="none"
        spellcheck={false}
        minLength={SHORTEST_PASSWORD}
        maxLength={128}
        required
        dir="ltr"
      />
      <label class="new-password__show">
        <input type="checkbox" checked={shown} onChange={({ currentTarget: { checked } }) => setShown(checked)} />
        <span>{t('show_password')}</span>
      </label>
    </div>
  );
}
