import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import { homeScreenOf } from '../../models/rules/home-screen.ts';
import type { openInvitation } from '../../realtime/contract/resources/invitations.ts';
import { DoorFrame } from '../shared/account/door-frame.tsx';
import { NewPasswordField } from '../shared/account/new-password-field.tsx';
import { hasCode, isAbout } from '../shared/account/problem-at.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { roleWords } from '../shared/account/role-words.ts';
import { api } from '../shared/api.ts';
import { formatDate } from '../shared/i18n/format.ts';
import { page, screenPath } from '../shared/page.ts';
import { acceptInvitation } from '../shared/session.ts';
import { Button } from '../shared/ui/button.tsx';
import { Field } from '../shared/ui/field.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { LinkOver } from './link-over.tsx';
import { t } from './texts.ts';

type Invitation = z.infer<typeof openInvitation>;

/** Somebody was asked to come in: what as, and with which password from now on. */
export function AcceptInvitation({ token }: { token: string }) {
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const looking = useAsking();
  const accepting = useAsking();

  const look = () =>
    looking.ask(async () => {
      setInvitation(await api.post<Invitation>('/auth/invitation', { invitation_token: token }, { token: null }));
    });
  useEffect(() => void look(), [token]);

  if (hasCode(looking.problem, 'link_used') || hasCode(accepting.problem, 'link_used')) {
    return <LinkOver title={t('invitation_over')} text={t('invitation_over_text')} />;
  }
  if (looking.problem !== null) {
    return (
      <DoorFrame above={page.organization.name} title={t('invitation')}>
        <ProblemNotice problem={looking.problem} />
        <Button variant="primary" size="large" wide busy={looking.busy} onClick={() => void look()}>
          {t('try_again')}
        </Button>
      </DoorFrame>
    );
  }
  if (!invitation) return <p class="sign-in__moment">{t('one_moment')}</p>;

  return (
    <DoorFrame above={t('invitation')} title={invitation.organization}>
      <p>
        {t('invited_as', { role: roleWords(invitation.role) })}{' '}
        <span class="soft">
          {t('valid_until', { date: formatDate(invitation.expires_at, page.organization.time_zone) })}
        </span>
      </p>
      <form
        class="sign-in__form"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          void accepting.ask(async () => {
            // Both are text fields of this form.
            const [name, password] = [given.get('name') as string, given.get('password') as string];
            await acceptInvitation({ invitation_token: token, name: name.trim(), password });
            location.replace(screenPath(`/${homeScreenOf(invitation.role)}`));
          });
        }}
      >
        {!hasCode(accepting.problem, 'weak_password') && !isAbout(accepting.problem, 'name') && (
          <ProblemNotice problem={accepting.problem} />
        )}
        <div class="sign-in__fields">
          <Field
            label={t('email')}
            type="email"
            name="username"
            autocomplete="username"
            value={invitation.email}
            readOnly
            dir="ltr"
          />
          <Field
            label={t('name')}
            hint={t('name_hint')}
            error={isAbout(accepting.problem, 'name') ? t('name_needed') : undefined}
            name="name"
            autocomplete="name"
            defaultValue={invitation.name ?? ''}
            maxLength={120}
            required
          />
          <NewPasswordField label={t('password')} name="password" path="password" problem={accepting.problem} />
        </div>
        <Button type="submit" variant="primary" size="huge" wide busy={accepting.busy}>
          {t('accept')}
        </Button>
      </form>
    </DoorFrame>
  );
}
