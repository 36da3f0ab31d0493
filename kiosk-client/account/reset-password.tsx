import { useState } from 'preact/hooks';
import { DoorFrame } from '../shared/account/door-frame.tsx';
import { NewPasswordField } from '../shared/account/new-password-field.tsx';
import { hasCode } from '../shared/account/problem-at.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { api } from '../shared/api.ts';
import { page, screenPath } from '../shared/page.ts';
import { Button } from '../shared/ui/button.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { LinkOver } from './link-over.tsx';
import { t } from './texts.ts';

/** Somebody comes with the link from the e-mail, or with one that an administrator handed over. */
export function ResetPassword({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  const asking = useAsking();

  if (hasCode(asking.problem, 'link_used')) return <LinkOver title={t('reset_over')} text={t('reset_over_text')} />;
  return (
    <DoorFrame above={page.organization.name} title={t('new_password')}>
      {done ? (
        <>
          <p class="notice-line notice-line--good" role="status">
            {t('password_changed_everywhere')}
          </p>
          <a class="button button--primary button--huge button--wide" href={screenPath('/account')}>
            {t('to_sign_in')}
          </a>
        </>
      ) : (
        <form
          class="sign-in__form"
          onSubmit={(event) => {
            event.preventDefault();
            // A text field of this form.
            const password = new FormData(event.currentTarget).get('password') as string;
            void asking.ask(async () => {
              await api.post('/auth/password', { reset_token: token, password }, { token: null });
              history.replaceState(history.state, '', location.pathname);
              setDone(true);
            });
          }}
        >
          <p class="soft">{t('reset_text')}</p>
          {!hasCode(asking.problem, 'weak_password') && <ProblemNotice problem={asking.problem} />}
          <NewPasswordField label={t('new_password')} name="password" path="password" problem={asking.problem} />
          <Button type="submit" variant="primary" size="huge" wide busy={asking.busy}>
            {t('set_password')}
          </Button>
        </form>
      )}
    </DoorFrame>
  );
}
