import { useEffect, useState } from 'preact/hooks';
import { refusalWords } from '../shared/account/refusal-words.ts';
import { SignIn } from '../shared/account/sign-in.tsx';
import { ApiProblem } from '../shared/api.ts';
import { openConnection } from '../shared/live/connection.ts';
import { page } from '../shared/page.ts';
import { renewSession, restoreSession, session } from '../shared/session.ts';
import { Button } from '../shared/ui/button.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { ChooseCounter } from './choose-counter/choose-counter.tsx';
import type { Post } from './desk.ts';
import { rememberPost } from './post.ts';
import { t } from './texts.ts';
import type { Leaving } from './work-context.ts';
import { WorkScreen } from './work-screen.tsx';

type Restored = 'not_yet' | 'done' | 'link_over' | 'offline';

/** Sign in, take a counter, work. */
export function App() {
  const [restored, setRestored] = useState<Restored>('not_yet');
  useEffect(() => {
    if (restored === 'not_yet') void restore().then(setRestored);
  }, [restored]);

  if (restored === 'not_yet') return <p class="waiting-for-server">{t('one_moment')}</p>;
  if (restored === 'offline') {
    return (
      <Empty
        title={refusalWords(new ApiProblem({ code: 'offline', title: '', status: 0, detail: '' }))}
        action={
          <Button variant="primary" size="large" onClick={() => setRestored('not_yet')}>
            {t('try_again')}
          </Button>
        }
      />
    );
  }
  // Of the session only the person counts here: a renewed token is no reason to begin anew.
  const user = session.value?.user;
  if (!user) return <SignIn screen={t('staff')} linkOver={restored === 'link_over'} />;
  return <SignedIn key={user.id} />;
}

async function restore(): Promise<Restored> {
  try {
    await restoreSession();
    return 'done';
  } catch (problem) {
    return problem instanceof ApiProblem && problem.status > 0 && problem.status < 500 ? 'link_over' : 'offline';
  }
}

function SignedIn() {
  const user = session.value?.user;
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
  if (!user) return null;

  function begin(taken: Post): void {
    rememberPost(taken);
    setNotice(null);
    setArriving(false);
    setPost(taken);
  }

  function leave(why: Leaving): void {
    setNotice(why === 'closed_by_others' ? t('closed_by_others', { counter: post?.counterName ?? '' }) : null);
    setPost(null);
  }

  if (post === null) return <ChooseCounter user={user} notice={notice} goOn={arriving} onTaken={begin} />;
  return (
    <WorkScreen
      key={`${post.counterId} ${post.queueIds.join()}`}
      connection={connection}
      post={post}
      user={user}
      onLeave={leave}
    />
  );
}
