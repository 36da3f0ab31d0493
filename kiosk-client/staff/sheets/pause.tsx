import { useState } from 'preact/hooks';
import { serverNow } from '../../shared/clock.ts';
import { t } from '../texts.ts';
import { sessionQueues } from '../use-do.ts';
import { useWork } from '../work-context.ts';
import { queueWishes } from '../wishes.ts';
import { Choices } from './choices.tsx';
import { Picks } from './picks.tsx';
import { Sheet } from './sheet.tsx';

const MINUTES = ['5', '15', '30', '60'] as const;
type Length = (typeof MINUTES)[number] | 'open';

/** How long first, since it has a usual answer; the reason pauses at once. */
export function PauseCounter() {
  const work = useWork();
  const [length, setLength] = useState<Length>('open');
  const wish = (reason: string) => {
    const until = untilOf(length);
    return work.wishes.openCounter(
      { queue_ids: [...sessionQueues(work)], state: 'paused', reason, ...(until !== null && { until }) },
      `pause ${reason}`,
    );
  };
  return (
    <Sheet title={t('pause_counter')}>
      <HowLong value={length} onChange={setLength} />
      <Picks
        label={t('pause_because')}
        picks={[t('pause_break'), t('pause_lunch'), t('pause_meeting'), t('pause_patient')].map((words) => ({
          words,
          wish: wish(words),
        }))}
        other={{ longest: 200, submit: t('pause'), wish }}
      />
    </Sheet>
  );
}

export function PauseQueue({ queueId }: { queueId: string }) {
  const { desk } = useWork();
  const [length, setLength] = useState<Length>('open');
  const name = desk.view.value.boards.find(({ queue_id }) => queue_id === queueId)?.queue.name ?? '';
  const wish = (reason: string) => queueWishes.pause(queueId, reason, untilOf(length));
  return (
    <Sheet title={t('pause_queue', { queue: name })}>
      <p>{t('pause_queue_note')}</p>
      <HowLong value={length} onChange={setLength} />
      <Picks
        label={t('pause_because')}
        picks={[t('pause_emergency'), t('pause_lunch'), t('pause_meeting')].map((words) => ({
          words,
          wish: wish(words),
        }))}
        other={{ longest: 200, submit: t('pause'), wish }}
      />
    </Sheet>
  );
}

function HowLong({ value, onChange }: { value: Length; onChange: (length: Length) => void }) {
  return (
    <Choices
      label={t('how_long')}
      value={value}
      onChange={onChange}
      options={[
        { value: 'open', words: t('until_further') },
        ...MINUTES.map((minutes) => ({ value: minutes, words: t('minutes', { minutes: Number(minutes) }) })),
      ]}
    />
  );
}

function untilOf(length: Length): string | null {
  return length === 'open' ? null : new Date(serverNow() + Number(length) * 60_000).toISOString();
}
