import { useState } from 'preact/hooks';
import type { Role } from '../../../models/vocabulary.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api, newKey } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CopiedText } from '../../shared/ui/copied-text.tsx';
import { Field, SelectField } from '../../shared/ui/field.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { lists } from '../lists.ts';
import { rolesUpToOwn } from '../resources/user-scope.ts';
import { t } from '../texts.ts';
import { pass } from './progress.ts';
import { SkipButton } from './skip-button.tsx';

type Invited = { link: string; mailed: boolean };
type Props = { user: User; goOn: () => Promise<void>; skip: () => void };

/** Whoever calls people gets an account of their own, by a link. */
export function StaffStep({ user, goOn, skip }: Props) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('staff');
  const [invited, setInvited] = useState<(Invited & { email: string }) | null>(null);
  const [key, setKey] = useState(newKey);
  const asking = useAsking();

  async function invite(): Promise<void> {
    const body = { email: email.trim(), role };
    const answer = await api.post<Invited>('/invitations', body, { idempotencyKey: wishKey(key, body) });
    setInvited({ ...answer, email: body.email });
  }

  if (invited) {
    return (
      <>
        <p class="guide__good">
          {invited.mailed
            ? t('guide_invited_mailed', { email: invited.email })
            : t('guide_invited', { email: invited.email })}
        </p>
        <CopiedText label={t('guide_invitation')} text={invited.link} />
        <div class="guide__foot">
          <Button
            variant="primary"
            size="large"
            onClick={() => {
              pass('staff');
              void goOn();
            }}
          >
            {t('guide_on')}
          </Button>
          <Button
            variant="quiet"
            onClick={() => {
              setEmail('');
              setKey(newKey());
              setInvited(null);
            }}
          >
            {t('guide_invite_more')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <form
      class="guide__form"
      onSubmit={(event) => {
        event.preventDefault();
        void asking.ask(invite);
      }}
    >
      <p class="guide__about">{t('guide_staff_about')}</p>
      <Field
        label={t('email')}
        type="email"
        required
        dir="ltr"
        autocomplete="off"
        value={email}
        onInput={({ currentTarget: { value } }) => setEmail(value)}
      />
      <SelectField
        label={t('role')}
        hint={t('role_hint')}
        value={role}
        // Its options are roles.
        onChange={({ currentTarget: { value } }) => setRole(value as Role)}
      >
        {rolesUpToOwn({ user, lists: lists.value, draft: {} }).map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
      <ProblemNotice problem={asking.problem} />
      <div class="guide__foot">
        <Button type="submit" variant="primary" size="large" busy={asking.busy}>
          {t('guide_invite')}
        </Button>
        <SkipButton skip={skip} />
      </div>
    </form>
  );
}
