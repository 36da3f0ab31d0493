import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { ApiProblem } from '../api.ts';
import { screenPath } from '../page.ts';
import { restoreSession, session } from '../session.ts';
import { otpSetupRequired } from '../standing.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { refusalWords } from './refusal-words.ts';
import { SignIn } from './sign-in.tsx';
import { t } from './texts.ts';

type Restored = 'not_yet' | 'done' | 'link_over' | { problem: unknown };

type Props = {
  screen: string;
  /** Whoever was here, and has only to give the password. */
  email?: string | null;
  /** Why one is asked. */
  notice?: string | null;
  children: (user: User) => ComponentChildren;
};

/** Where a second factor is set up: the only place that is open to somebody who still lacks one. */
export const SECOND_FACTOR = '/account#/second-factor';

/** What lies behind it is for somebody who is signed in: by a link, by an earlier visit or by the form. */
export function AccountGate({ screen, email = null, notice = null, children }: Props) {
  const [restored, setRestored] = useState<Restored>('not_yet');
  useEffect(() => {
    if (restored === 'not_yet') void restore().then(setRestored);
  }, [restored]);
  const setUpFirst = otpSetupRequired.value && session.value !== null;
  useEffect(() => {
    if (setUpFirst && !location.pathname.endsWith('/account')) location.assign(screenPath(SECOND_FACTOR));
  }, [setUpFirst]);

  if (restored === 'not_yet') return <p class="sign-in__moment">{t('one_moment')}</p>;
  if (typeof restored === 'object') {
    return (
      <Empty
        title={refusalWords(restored.problem)}
        action={
          <Button variant="primary" size="large" onClick={() => setRestored('not_yet')}>
            {t('try_again')}
          </Button>
        }
      />
    );
  }
  const user = session.value?.user;
  return user ? (
    children(user)
  ) : (
    <SignIn screen={screen} email={email} notice={restored === 'link_over' ? t('link_over') : notice} />
  );
}

async function restore(): Promise<Restored> {
  try {
    await restoreSession();
    return 'done';
  } catch (problem) {
    const isRefused = problem instanceof ApiProblem && problem.status > 0 && problem.status < 500;
    return isRefused ? 'link_over' : { problem };
  }
}
