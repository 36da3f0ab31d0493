import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { toast, Toasts } from '../shared/ui/toast.tsx';
import { page, screenPath } from '../shared/page.ts';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { CalledScreen } from './called-screen.tsx';
import { Header } from './header.tsx';
import { t } from './texts.ts';
import { openVisit } from './visit.ts';
import { useAlarm } from './use-alarm.ts';
import { VisitPage } from './visit-page.tsx';
import { Message } from './message.tsx';

type Props = { token: string | null; drawn: string };

/** One visit after the other: a transfer goes on under a token of its own. */
export function App({ token: first, drawn }: Props) {
  const token = useSignal(first);
  return (
    <>
      {token.value === null ? (
        <UnknownLink />
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
  const visit = useMemo(() => openVisit(token), [token]);
  useEffect(() => () => visit.close(), [visit]);
  const next = visit.nextToken.value;
  useEffect(() => {
    if (next === null) return;
    onSentOn(next);
    toast(t('sent_on'), { tone: 'good', seconds: 12 });
  }, [next]);

  const view = visit.view.value;
  useAlarm(view);
  if (visit.unknown.value) return <UnknownLink />;
  if (view === null) return <FirstPaint drawn={drawn} />;
  if (view.phase === 'called') return <CalledScreen view={view} visit={visit} />;
  return <VisitPage view={view} visit={visit} />;
}

/** The server's own drawing of the place, from our own server; the words in it are escaped there. */
function FirstPaint({ drawn }: { drawn: string }) {
  const nothing = drawn.trim() === '' || drawn.trim() === '<!--content-->';
  return (
    <>
      {nothing ? (
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

function UnknownLink() {
  return (
    <div class="page">
      <Header />
      <Message icon="question" title={t('unknown')}>
        {t('unknown_text')}
      </Message>
    </div>
  );
}
