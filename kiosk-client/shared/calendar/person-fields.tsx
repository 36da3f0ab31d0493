import { wrongWords } from '../account/refusal-words.ts';
import { ApiProblem } from '../api.ts';
import { isLanguage, LANGUAGE_NAMES, languages } from '../i18n/language.ts';
import { Field, SelectField } from '../ui/field.tsx';
import { t } from './texts.ts';

export type Person = {
  patient_name: string;
  phone: string;
  email: string;
  birth_date: string;
  language: string;
  note: string;
};

export const NOBODY: Person = { patient_name: '', phone: '', email: '', birth_date: '', language: '', note: '' };

/** What was filled in, as it is sent. */
export function known(person: Person): Partial<Person> {
  const filled = Object.entries(person).map(([key, value]) => [key, value.trim()] as const);
  return Object.assign(
    {},
    ...filled.filter(([, value]) => value !== '').map(([key, value]) => ({ [key]: value })),
  ) as Partial<Person>; // the same keys
}

type Props = { person: Person; problem: unknown; onChange: (person: Person) => void };

/** Who comes. The name and a way to reach the person are enough. */
export function PersonFields({ person, problem, onChange }: Props) {
  const field = (name: keyof Person, label: string) => {
    const errors = problem instanceof ApiProblem ? problem.errors : [];
    const error = errors.find(({ path }) => path.split('.').pop() === name);
    return {
      label,
      value: person[name],
      autocomplete: 'off',
      error: error && wrongWords(error.message),
      onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
        onChange({ ...person, [name]: currentTarget.value }),
    };
  };
  return (
    <>
      <Field {...field('patient_name', t('name'))} maxLength={120} />
      <div class="fields-beside">
        <Field {...field('phone', t('phone'))} type="tel" dir="ltr" maxLength={40} />
        <Field {...field('email', t('email'))} type="email" dir="ltr" maxLength={254} />
        <Field {...field('birth_date', t('birth_date'))} type="date" />
        <SelectField
          label={t('language')}
          value={person.language}
          onChange={({ currentTarget }) => onChange({ ...person, language: currentTarget.value })}
        >
          <option value="">{t('not_known')}</option>
          {languages.value.filter(isLanguage).map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </SelectField>
      </div>
      <Field {...field('note', t('note'))} maxLength={500} />
    </>
  );
}
