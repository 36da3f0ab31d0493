import { useEffect, useRef, useState } from 'preact/hooks';
import type { z } from 'zod';
import type { signedUp } from '../../realtime/contract/resources/auth.ts';
import { DoorFrame } from '../shared/account/door-frame.tsx';
import { NewPasswordField } from '../shared/account/new-password-field.tsx';
import { hasCode, isAbout } from '../shared/account/problem-at.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { api, newKey } from '../shared/api.ts';
import { Button } from '../shared/ui/button.tsx';
import { Field } from '../shared/ui/field.tsx';
import { timeZones } from '../shared/time-zones.ts';
import { useAsking } from '../shared/use-asking.ts';
import { wishKey } from '../shared/wish-key.ts';
import { slugOf } from './slug-of.ts';
import { t } from './texts.ts';

/** From nothing to an organization with an owner, who is signed in. */
export function SignUp() {
  const [name, setName] = useState('');
  /** Null: it follows the name. */
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const [key] = useState(newKey);
  const [done, setDone] = useState(false);
  const asking = useAsking();
  const slug = ownSlug ?? slugOf(name);
  const { problem } = asking;

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  async function submit(given: FormData): Promise<void> {
    const text = (field: string) => (given.get(field) as string).trim(); // text fields of this form
    const wish = {
      name: text('name'),
      slug,
      time_zone: text('time_zone'),
      owner: { name: text('owner'), email: text('email'), password: given.get('password') },
    };
    const answer = await api.post<z.infer<typeof signedUp>>('/organizations', wish, {
      token: null,
      // Pressed again after no answer, it is the same organization that is made.
      idempotencyKey: wishKey(key, wish),
    });
    setDone(true);
    location.replace(`/o/${answer.organization.slug}/admin`);
  }

  const atField =
    hasCode(problem, 'already_taken') ||
    hasCode(problem, 'weak_password') ||
    ['name', 'slug', 'time_zone', 'owner'].some((field) => isAbout(problem, field));
  const wrong = (field: string, words: string) => (isAbout(problem, field) ? words : undefined);

  return (
    <DoorFrame above="WaitLessQ" title={t('title')}>
      <p class="sign-up__about">{t('about')}</p>
      <form
        ref={form}
        class="sign-in__form"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          void asking.ask(() => submit(given));
        }}
      >
        <fieldset class="sign-up__part">
          <legend class="sign-up__legend">{t('organization')}</legend>
          <Field
            label={t('name')}
            hint={t('name_hint')}
            error={wrong('name', t('name_wrong'))}
            name="name"
            autocomplete="organization"
            required
            maxLength={120}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Field
            label={t('slug')}
            hint={t('slug_hint', { address: `${location.host}/o/${slug === '' ? '…' : slug}` })}
            error={hasCode(problem, 'already_taken') ? t('slug_taken', { slug }) : wrong('slug', t('slug_wrong'))}
            name="slug"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            required
            minLength={3}
            maxLength={63}
            pattern="[a-z0-9][a-z0-9\-]*[a-z0-9]"
            title={t('slug_wrong')}
            dir="ltr"
            value={slug}
            onInput={({ currentTarget }) => {
              setOwnSlug(currentTarget.value.toLowerCase());
              asking.forget();
            }}
          />
          <Field
            label={t('time_zone')}
            hint={t('time_zone_hint')}
            error={wrong('time_zone', t('time_zone_wrong'))}
            name="time_zone"
            list="time-zones"
            autocomplete="off"
            required
            dir="ltr"
            defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          />
          <datalist id="time-zones">
            {timeZones().map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </fieldset>
        <fieldset class="sign-up__part">
          <legend class="sign-up__legend">{t('you')}</legend>
          <Field
            label={t('owner')}
            error={wrong('owner.name', t('name_wrong'))}
            name="owner"
            autocomplete="name"
            required
            maxLength={120}
          />
          <Field
            label={t('email')}
            hint={t('email_hint')}
            error={wrong('owner.email', t('email_wrong'))}
            name="email"
            type="email"
            autocomplete="username"
            required
            dir="ltr"
          />
          <NewPasswordField label={t('password')} name="password" path="owner.password" problem={problem} />
        </fieldset>
        {/* Beside the button that was pressed: on a phone the top of the form is out of sight. */}
        {!atField && <ProblemNotice problem={problem} />}
        <Button type="submit" variant="primary" size="huge" wide busy={asking.busy || done}>
          {t('create')}
        </Button>
      </form>
    </DoorFrame>
  );
}
