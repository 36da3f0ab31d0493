import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { resumeAudio } from '../shared/announce/audio.ts';
import { soundState } from '../shared/announce/sound-state.ts';
import { serverNow } from '../shared/clock.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { languages } from '../shared/i18n/language.ts';
import { slidesOf } from '../shared/wall-message/slides-of.ts';
import { BetweenCalls, useTurn } from './between-calls.tsx';
import { Clock } from './clock.tsx';
import { NowCalling } from './now-calling.tsx';
import { QueuesAhead } from './queues-ahead.tsx';
import { RecentCalls } from './recent-calls.tsx';
import type { Room } from './room.ts';
import { t } from './texts.ts';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { page } from '../shared/page.ts';

/** After this long without contact old numbers mislead: people are sent to the desk. */
const GIVE_UP_AFTER_MS = 15 * 60_000;

export function WallScreen({ room }: { room: Room }) {
  const { focus, recent, past, missed, queues, closed } = room.wall.value;
  const { status, asOf } = room.truth.value;
  const timeZone = queues[0]?.time_zone ?? page.organization.time_zone;
  const lost = useLost(room);
  const turn = useTurn();
  const messages = room.messages.value;
  const nobodyCalled = focus?.state !== 'called' && room.current.value === null && status !== 'stale';
  const between = nobodyCalled && slidesOf(messages, languages.value, turn.value.broken).length > 0;
  const { name, logo_url } = page.organization;

  return (
    <div class={closed ? 'wall wall--closed' : 'wall'}>
      <header class="wall__header">
        {logo_url !== null && <img class="wall__logo" src={logo_url} alt="" />}
        <p class="wall__name">{name}</p>
        <ConnectionBadge status={status} asOf={asOf} timeZone={timeZone} />
        <Clock timeZone={timeZone} />
      </header>
      {lost ? (
        <main class="wall__desk">
          <p class="wall__desk-title">{t('ask_at_desk')}</p>
          {asOf && <p class="wall__desk-text">{t('ask_why', { time: formatTime(asOf, timeZone) })}</p>}
        </main>
      ) : (
        <>
          <main class="wall__main">
            {between ? (
              <BetweenCalls messages={messages} turn={turn} />
            ) : (
              <NowCalling
                focus={focus}
                current={room.current}
                saying={room.saying}
                stale={status === 'stale'}
                closed={closed}
              />
            )}
            <RecentCalls calls={between || closed ? past : recent} missed={missed} />
          </main>
          <QueuesAhead queues={queues} />
        </>
      )}
      {soundState.value === 'blocked' && (
        <button type="button" class="wall__sound" onClick={resumeAudio}>
          <svg class="wall__sound-icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z" />
            <path d="M16 9.5l5 5M21 9.5l-5 5" />
          </svg>
          {t('sound_off')}
        </button>
      )}
    </div>
  );
}

function useLost(room: Room): boolean {
  const now = useSignal(serverNow());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = serverNow();
    }, 10_000);
    return () => clearInterval(timer);
  }, [now]);
  return useComputed(() => {
    const { status, asOf } = room.truth.value;
    return status === 'stale' && asOf !== null && now.value - asOf.getTime() > GIVE_UP_AFTER_MS;
  }).value;
}
