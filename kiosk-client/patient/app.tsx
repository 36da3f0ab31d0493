import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { language } from '../shared/i18n/language.ts';
import { toast, Toasts } from '../shared/ui/toast.tsx';
import { page, screenPath } from '../shared/page.ts';
import { endBrowserSubscription } from '../shared/push/browser-subscription.ts';
import { isToldOfAny } from '../shared/push/told-bookings.ts';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { CalledScreen } from './called-screen.tsx';
import { Header } from './header.tsx';
import { hasVisits } from './kept-visits.ts';
import { subscribe } from './notifications.ts';
import { t } from './texts.ts';
import { openVisit } from './visit.ts';
import { useAlarm } from './use-alarm.ts';
import { isOver } from './visit-view.ts';
import { VisitPage } from './visit-page.tsx';
import { Message } from './message.tsx';

type Props = { token: string | null; drawn: string };

/** One visit after the other: a transfer goes on under a token of its own. */
export function App({ token: first, drawn }: Props) {
  const token = useSignal(first);
  return (
    <>
      {token.value === null ? (
        <NoVisit />
      ) : (
        <VisitScreen
          key={token.value}
          token={token.value}
          drawn={token.value === first ? drawn : ''}
          onSentOn={(next) => {
            history.replaceState(null, '', screenPath(`/t/${next}`));
            token.value = next;
          }}
        />
      )}
      <Toasts />
    </>
  );
}

type VisitScreenProps = { token: string; drawn: string; onSentOn: (token: string) => void };

function VisitScreen({ token, drawn, onSentOn }: VisitScreenProps) {
  const visit = useMemo(() => openVisit(token, { fromShell: isEmpty(drawn) }), [token]);
  useEffect(() => () => visit.close(), [visit]);
  const next = visit.nextToken.value;
  useEffect(() => {
    if (next === null) return;
    onSentOn(next);
    toast(t('sent_on'), { tone: 'good', seconds: 12 });
  }, [next]);

  const view = visit.view.value;
  const old = visit.old.value;
  const over = view !== null && isOver(view.phase);
  useAlarm(view, old);
  const known = view !== null && !old;
  useEffect(() => {
    if (known && !over) void subscribe(token);
    if (known && over && !hasVisits() && !isToldOfAny()) void endBrowserSubscription();
  }, [known, over, language.value]);
  if (visit.unknown.value) return <UnknownLink />;
  if (view === null) return <FirstPaint drawn={drawn} />;
  if (view.phase === 'called' && !old) return <CalledScreen view={view} visit={visit} />;
  return <VisitPage view={view} visit={visit} />;
}

/** As it comes from the telephone's own store, or from an organization whose page nobody has opened with a visit. */
function isEmpty(drawn: string): boolean {
  return drawn.trim() === '' || drawn.trim() === '<!--content-->';
}

/** The server's own drawing of the place, from our own server; the words in it are escaped there. */
function FirstPaint({ drawn }: { drawn: string }) {
  return (
    <>
      {isEmpty(drawn) ? (
        <p class="loading">{t('loading')}</p>
      ) : (
        <div class="first-paint" dangerouslySetInnerHTML={{ __html: drawn }} />
      )}
      <p class="first-paint__badge">
        <ConnectionBadge status="connecting" asOf={null} timeZone={page.organization.time_zone} />
      </p>
    </>
  );
}

/** The app was opened by its icon, and nobody waits. */
function NoVisit() {
  return (
    <div class="page">
      <Header />
      <main class="page__main">
        <Message icon="question" title={t('no_visit')}>
          {t('no_visit_text')}
        </Message>
      </main>
    </div>
  );
}

function UnknownLink() {
  return (
    <div class="page">
      <Header />
      <main class="page__main">
        <Message icon="question" title={t('unknown')}>
          {t('unknown_text')}
        </Message>
      </main>
    </div>
  );
}
