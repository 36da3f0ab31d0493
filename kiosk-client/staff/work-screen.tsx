import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { User } from '../../realtime/contract/resources/users.ts';
import type { Connection } from '../shared/live/connection.ts';
import { Button } from '../shared/ui/button.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { logout } from '../shared/session.ts';
import { openDesk, type Post } from './desk.ts';
import { Dock } from './dock.tsx';
import { KeyboardWishes } from './keyboard-wishes.tsx';
import { Line } from './line.tsx';
import { Present } from './present.tsx';
import { Sheets } from './sheets/sheets.tsx';
import { t } from './texts.ts';
import { TopBar } from './top-bar.tsx';
import { startWork, useWork, WorkContext, type Leaving } from './work-context.ts';

type Props = { connection: Connection; post: Post; user: User; onLeave: (why: Leaving) => void };

/** A board that has not heard of the counter yet may be a moment old. */
const GONE_AFTER_MS = 3_000;

export function WorkScreen({ connection, post, user, onLeave }: Props) {
  const closing = useRef(false);
  const leave = (why: Leaving) => {
    closing.current = why === 'closed';
    onLeave(why);
  };
  const work = useMemo(() => startWork(openDesk(connection, post), user, leave), [connection]);
  useEffect(() => () => work.desk.stop(), [work]);
  const view = work.desk.view.value;

  const gone = view.status === 'live' && view.counter === null;
  useEffect(() => {
    if (!gone) return;
    const timer = setTimeout(() => onLeave(closing.current ? 'closed' : 'closed_by_others'), GONE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [gone]);

  useEffect(() => {
    if (view.denied) onLeave('denied');
  }, [view.denied]);

  if (connection.status.value === 'refused') {
    return (
      <Empty
        title={t('signed_out_elsewhere')}
        action={
          <Button variant="primary" size="large" onClick={() => void logout()}>
            {t('sign_in_again')}
          </Button>
        }
      />
    );
  }

  return (
    <WorkContext.Provider value={work}>
      <div class="desk">
        <TopBar />
        <main class="desk__main">
          <div class="desk__person">
            <Present />
            <Dock />
          </div>
          <Line />
        </main>
      </div>
      <KeyboardWishes />
      <ShowWhoIsHere />
      <ReloadWhenIdle connection={connection} />
      <Sheets />
    </WorkContext.Provider>
  );
}

/** On a phone the list may have been scrolled over whoever has just been called. */
function ShowWhoIsHere() {
  const { desk, search } = useWork();
  const id = desk.view.value.present?.entry.id ?? null;
  const before = useRef(id);
  useEffect(() => {
    if (id !== null && id !== before.current) {
      search.value = null;
      scrollTo(0, 0);
    }
    before.current = id;
  }, [id]);
  return null;
}

/** A part of its own: what it reads changes with every press, and the screen around it must not be drawn again for that. */
function ReloadWhenIdle({ connection }: { connection: Connection }) {
  const { desk, sheet, search, asked } = useWork();
  const idle =
    desk.view.value.present === null && sheet.value === null && search.value === null && asked.value === null;
  const outdated = connection.outdated.value;
  useEffect(() => {
    if (outdated && idle) location.reload();
  }, [outdated, idle]);
  return null;
}
