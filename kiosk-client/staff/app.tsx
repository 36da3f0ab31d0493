import { useEffect, useState } from 'preact/hooks';
import { may } from '../../models/rules/permissions.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { AccountGate } from '../shared/account/account-gate.tsx';
import { SupportBanner } from '../shared/account/support-banner.tsx';
import { openConnection } from '../shared/live/connection.ts';
import { page } from '../shared/page.ts';
import { renewSession, session } from '../shared/session.ts';
import { CalendarScreen } from './calendar/calendar-screen.tsx';
import { isCalendarOpen } from './calendar/is-calendar-open.ts';
import { ChooseCounter } from './choose-counter/choose-counter.tsx';
import type { Post } from './desk.ts';
import { endLocked, isLockUnanswered, lockedFor, unlocked } from './lock.ts';
import { LockWhenIdle } from './lock-when-idle.tsx';
import { rememberPost } from './post.ts';
import { t } from './texts.ts';
import { actorOf, type Leaving } from './work-context.ts';
import { WorkScreen } from './work-screen.tsx';

/** Sign in, take a counter, work. */
export function App() {
  const [ending, setEnding] = useState(isLockUnanswered);
  useEffect(() => {
    if (ending) void endLocked().then(() => setEnding(false));
  }, []);
  if (ending) return <p class="waiting-for-server">{t('one_moment')}</p>;
  const email = lockedFor.value;
  return (
    <AccountGate screen={t('staff')} email={email} notice={email === null ? null : t('locked')}>
      {(user) => <SignedIn key={user.id} user={user} />}
    </AccountGate>
  );
}

function SignedIn({ user }: { user: User }) {
  const [connection] = useState(() =>
    openConnection({
      kind: 'staff',
      slug: page.organization.slug,
      token: () => session.value?.token ?? null,
      renew: renewSession,
    }),
  );
  const [post, setPost] = useState<Post | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [arriving, setArriving] = useState(true);
  useEffect(() => () => connection.close(), [connection]);
  useEffect(unlocked, []);

  function begin(taken: Post): void {
    rememberPost(taken);
    setNotice(null);
    setArriving(false);
    setPost(taken);
  }

  function leave(why: Leaving): void {
    setNotice(noticeAbout(why, post?.counterName ?? ''));
    setPost(null);
  }

  return (
    <>
      <SupportBanner />
      <LockWhenIdle user={user} />
      {isCalendarOpen.value ? (
        <CalendarScreen may={(permission) => may(actorOf(user), permission)} officeId={post?.officeId ?? null} />
      ) : post === null ? (
        <ChooseCounter user={user} notice={notice} goOn={arriving} onTaken={begin} />
      ) : (
        <WorkScreen
          key={`${post.counterId} ${post.queueIds.join()}`}
          connection={connection}
          post={post}
          user={user}
          onLeave={leave}
        />
      )}
    </>
  );
}

function noticeAbout(why: Leaving, counter: string): string | null {
  switch (why) {
    case 'closed_by_others':
      return t('closed_by_others', { counter });
    case 'denied':
      return t('denied');
    case 'choose':
    case 'closed':
      return null;
  }
}
