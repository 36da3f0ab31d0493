import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { LanguagePicker } from '../ui/language-picker.tsx';
import { page } from '../page.ts';
import { login } from '../session.ts';
import { refusalWords } from './refusal-words.ts';
import { t } from './texts.ts';
import './sign-in.css';

/** The door of the screens for people with an account. Signed in, the session's signal changes and the screen goes on. */
export function SignIn({ screen, linkOver = false }: { screen: string; linkOver?: boolean }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      // Both are text fields of this form.
      const [email, password] = [given.get('email') as string, given.get('password') as string];
      await login(email.trim(), password);
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <main class="sign-in">
      <form class="sign-in__form" onSubmit={(event) => void submit(event)}>
        <header>
          <p class="sign-in__screen">{screen}</p>
          <h1 class="sign-in__title">{page.organization.name}</h1>
        </header>
        {linkOver && problem === null && <p class="sign-in__notice">{t('link_over')}</p>}
        {problem !== null && (
          <p class="sign-in__notice sign-in__notice--bad" role="alert">
            {refusalWords(problem)}
          </p>
        )}
        <div class="sign-in__fields">
          <Field label={t('email')} name="email" type="email" autocomplete="username" required dir="ltr" />
          <Field
            label={t('password')}
            name="password"
            type="password"
            autocomplete="current-password"
            required
            dir="ltr"
          />
        </div>
        <Button type="submit" variant="primary" size="huge" wide busy={busy}>
          {t('sign_in')}
        </Button>
      </form>
      <LanguagePicker />
    </main>
  );
}
