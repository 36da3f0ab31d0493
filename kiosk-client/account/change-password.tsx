import { useState } from 'preact/hooks';
import type { User } from '../../realtime/contract/resources/users.ts';
import { NewPasswordField } from '../shared/account/new-password-field.tsx';
import { hasCode } from '../shared/account/problem-at.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { api } from '../shared/api.ts';
import { Button } from '../shared/ui/button.tsx';
import { Field } from '../shared/ui/field.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { t } from './texts.ts';

export function ChangePassword({ user, onChanged }: { user: User; onChanged: () => void }) {
  const [round, setRound] = useState(0);
  const asking = useAsking();
  const wrongCurrent = hasCode(asking.problem, 'wrong_credentials');
  return (
    <section class="card account__card" id="password">
      <h2 class="account__heading">{t('password')}</h2>
      <form
        key={round}
        class="account__form"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          void asking.ask(async () => {
            await api.put('/account/password', { current_password: given.get('current'), password: given.get('new') });
            toast(t('password_changed'), { tone: 'good' });
            setRound(round + 1);
            onChanged();
          });
        }}
      >
        {/* For the browser, which keeps passwords by name. */}
        <input type="hidden" name="username" autocomplete="username" value={user.email} />
        {!wrongCurrent && !hasCode(asking.problem, 'weak_password') && <ProblemNotice problem={asking.problem} />}
        <Field
          label={t('current_password')}
          error={wrongCurrent ? t('current_password_wrong') : undefined}
          name="current"
          type="password"
          autocomplete="current-password"
          required
          dir="ltr"
        />
        <NewPasswordField label={t('new_password')} name="new" path="password" problem={asking.problem} />
        <p class="soft">{t('password_ends_others')}</p>
        <div>
          <Button type="submit" variant="primary" busy={asking.busy}>
            {t('change_password')}
          </Button>
        </div>
      </form>
    </section>
  );
}
