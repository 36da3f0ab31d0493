import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../api.ts';
import { page, screenPath } from '../page.ts';
import { login } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { DoorFrame } from './door-frame.tsx';
import { refusalWords } from './refusal-words.ts';
import { t } from './texts.ts';

type Credentials = { email: string; password: string };

/** The door of the screens for people with an account. Signed in, the session's signal changes and the screen goes on. */
export function SignIn({ screen, email, notice }: { screen: string; email: string | null; notice: string | null }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  /** Given and right, but not enough. */
  const [known, setKnown] = useState<Credentials | null>(null);

  async function tryWith({ email, password }: Credentials, otp?: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await login(email, password, otp);
    } catch (refused) {
      if (codeOf(refused) === 'otp_required') setKnown({ email, password });
      else setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <DoorFrame above={screen} title={known ? t('second_step') : page.organization.name}>
      {notice !== null && problem === null && known === null && <p class="sign-in__notice">{notice}</p>}
      {problem !== null && (
        <p class="sign-in__notice sign-in__notice--bad" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {known ? (
        <SecondStep
          busy={busy}
          refused={problem}
          onCode={(otp) => void tryWith(known, otp)}
          onOther={() => setProblem(null)}
          onBack={() => {
            setKnown(null);
            setProblem(null);
          }}
        />
      ) : (
        <FirstStep email={email} busy={busy} onGiven={(given) => void tryWith(given)} />
      )}
    </DoorFrame>
  );
}

type FirstStepProps = { email: string | null; busy: boolean; onGiven: (given: Credentials) => void };

function FirstStep({ email, busy, onGiven }: FirstStepProps) {
  return (
    <form
      class="sign-in__form"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        // Both are text fields of this form.
        onGiven({ email: (given.get('email') as string).trim(), password: given.get('password') as string });
      }}
    >
      <div class="sign-in__fields">
        <Field
          label={t('email')}
          name="email"
          type="email"
          autocomplete="username"
          required
          dir="ltr"
          defaultValue={email ?? ''}
        />
        <Field
          label={t('password')}
          name="password"
          type="password"
          autocomplete="current-password"
          required
          autofocus={email !== null}
          dir="ltr"
        />
      </div>
      <Button type="submit" variant="primary" size="huge" wide busy={busy}>
        {t('sign_in')}
      </Button>
      <a class="sign-in__link" href={screenPath('/account#forgot')}>
        {t('forgot')}
      </a>
    </form>
  );
}

type SecondStepProps = {
  busy: boolean;
  refused: unknown;
  onCode: (otp: string) => void;
  onOther: () => void;
  onBack: () => void;
};

function SecondStep({ busy, refused, onCode, onOther, onBack }: SecondStepProps) {
  const [byRecovery, setByRecovery] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = form.current?.querySelector('input');
    field?.focus();
    field?.select();
  }, [byRecovery, refused]);

  return (
    <form
      ref={form}
      class="sign-in__form"
      onSubmit={(event) => {
        event.preventDefault();
        // A text field of this form.
        onCode((new FormData(event.currentTarget).get('otp') as string).trim());
      }}
    >
      <div class="sign-in__fields">
        {byRecovery ? (
          <Field
            key="recovery"
            label={t('recovery_code')}
            hint={t('recovery_code_hint')}
            name="otp"
            required
            maxLength={12}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
          />
        ) : (
          <Field
            key="app"
            label={t('code')}
            hint={t('code_hint')}
            name="otp"
            required
            maxLength={12}
            inputMode="numeric"
            autocomplete="one-time-code"
            dir="ltr"
          />
        )}
      </div>
      <Button type="submit" variant="primary" size="huge" wide busy={busy}>
        {t('sign_in')}
      </Button>
      <div class="sign-in__others">
        <Button
          variant="quiet"
          onClick={() => {
            setByRecovery(!byRecovery);
            onOther();
          }}
        >
          {byRecovery ? t('use_app') : t('use_recovery_code')}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {t('sign_in_other')}
        </Button>
      </div>
    </form>
  );
}

function codeOf(problem: unknown): string | null {
  return problem instanceof ApiProblem ? problem.code : null;
}
