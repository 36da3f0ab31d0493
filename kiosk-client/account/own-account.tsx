import { useEffect, useState } from 'preact/hooks';
import { homeScreenOf } from '../../models/rules/home-screen.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { roleWords } from '../shared/account/role-words.ts';
import { api } from '../shared/api.ts';
import { page, screenPath } from '../shared/page.ts';
import { logout } from '../shared/session.ts';
import { Button } from '../shared/ui/button.tsx';
import { LanguagePicker } from '../shared/ui/language-picker.tsx';
import { useAsking } from '../shared/use-asking.ts';
import type { Account } from './account.ts';
import { ChangePassword } from './change-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SignIns } from './sign-ins.tsx';
import { t } from './texts.ts';

/** What belongs to the person and not to the work: password, second factor, where they are signed in. */
export function OwnAccount({ user, section }: { user: User; section: string | null }) {
  const [account, setAccount] = useState<Account | null>(null);
  const [changes, setChanges] = useState(0);
  const reading = useAsking();
  const read = () =>
    reading.ask(async () => {
      setAccount(await api.get<Account>('/account'));
    });
  useEffect(() => void read(), []);

  const isHere = account !== null;
  useEffect(() => {
    if (section !== null && isHere) document.getElementById(section)?.scrollIntoView();
  }, [section, isHere]);

  const lacks = account !== null && account.otp_demanded && !account.otp;
  return (
    <div class="account">
      <header class="account__top">
        <p class="account__organization">{page.organization.name}</p>
        <nav class="account__tools">
          <LanguagePicker />
          {!lacks && (
            <>
              <a class="button button--quiet" href={screenPath('/staff')}>
                {t('staff_screen')}
              </a>
              {homeScreenOf(user.role) === 'admin' && (
                <a class="button button--quiet" href={screenPath('/admin')}>
                  {t('admin_screen')}
                </a>
              )}
            </>
          )}
          <Button variant="quiet" onClick={() => void logout()}>
            {t('sign_out')}
          </Button>
        </nav>
      </header>
      <main class="account__main">
        <h1 class="account__title">{t('account')}</h1>
        <section class="card account__card">
          <p class="account__name">{user.name}</p>
          <p class="soft">
            <bdi dir="ltr">{user.email}</bdi> · {roleWords(user.role)}
          </p>
        </section>
        <ProblemNotice problem={reading.problem} />
        {lacks && <p class="notice-line notice-line--warn">{t('otp_demanded')}</p>}
        {account && <SecondFactor account={account} onChange={() => void read()} />}
        {!lacks && (
          <>
            <ChangePassword user={user} onChanged={() => setChanges(changes + 1)} />
            <SignIns key={changes} />
          </>
        )}
      </main>
    </div>
  );
}
