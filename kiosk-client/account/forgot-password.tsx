import { useState } from 'preact/hooks';
import { DoorFrame } from '../shared/account/door-frame.tsx';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { api } from '../shared/api.ts';
import { page, screenPath } from '../shared/page.ts';
import { Button } from '../shared/ui/button.tsx';
import { Field } from '../shared/ui/field.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { t } from './texts.ts';

/** Answered alike whether or not there is such an account. */
export function ForgotPassword() {
  const [asked, setAsked] = useState<string | null>(null);
  const asking = useAsking();

  return (
    <DoorFrame above={page.organization.name} title={t('forgot')}>
      {asked === null ? (
        <form
          class="sign-in__form"
          onSubmit={(event) => {
            event.preventDefault();
            // A text field of this form.
            const email = (new FormData(event.currentTarget).get('email') as string).trim();
            void asking.ask(async () => {
              await api.post('/auth/password-reset', { email }, { token: null });
              setAsked(email);
            });
          }}
        >
          <p class="soft">{t('forgot_text')}</p>
          <ProblemNotice problem={asking.problem} />
          <Field label={t('email')} name="email" type="email" autocomplete="username" required dir="ltr" />
          <Button type="submit" variant="primary" size="huge" wide busy={asking.busy}>
            {t('send_link')}
          </Button>
        </form>
      ) : (
        <div role="status">
          <p class="notice-line notice-line--good">{t('link_sent', { email: asked })}</p>
          <p class="soft link-sent__hint">{t('link_sent_hint')}</p>
        </div>
      )}
      <a class="sign-in__link" href={screenPath('/account')} onClick={() => (location.hash = '#/')}>
        {t('to_sign_in')}
      </a>
    </DoorFrame>
  );
}
