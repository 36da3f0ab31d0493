import { useState } from 'preact/hooks';
import { serverNow } from '../../shared/clock.ts';
import { t } from '../texts.ts';
import { sessionQueues } from '../use-do.ts';
import { useWork } from '../work-context.ts';
import { queueWishes } from '../wishes.ts';
import { Choices, Words } from './choices.tsx';
import { Sheet, SheetForm } from './sheet.tsx';

const MINUTES = ['5', '15', '30', '60'] as const;
type Length = (typeof MINUTES)[number] | 'open';

export function PauseCounter() {
  const work = useWork();
  const [reason, setReason] = useState('');
  const [length, setLength] = useState<Length>('open');
  const until = untilOf(length);
  const session = {
    queue_ids: [...sessionQueues(work)],
    state: 'paused' as const,
    reason,
    ...(until !== null && { until }),
  };
  return (
    <Sheet title={t('pause_counter')}>
      <SheetForm wish={reason === '' ? null : work.wishes.openCounter(session, 'pause')} words={t('pause')}>
        <Words
          label={t('reason')}
          usual={[t('pause_break'), t('pause_lunch'), t('pause_meeting'), t('pause_patient')]}
          longest={200}
          onChange={setReason}
        />
        <HowLong value={length} onChange={setLength} />
      </SheetForm>
    </Sheet>
  );
}

export function PauseQueue({ queueId }: { queueId: string }) {
  const { desk } = useWork();
  const [reason, setReason] = useState('');
  const [length, setLength] = useState<Length>('open');
  const name = desk.view.value.boards.find(({ queue_id }) => queue_id === queueId)?.queue.name ?? '';
  return (
    <Sheet title={t('pause_queue', { queue: name })}>
      <p>{t('pause_queue_note')}</p>
      <SheetForm wish={reason === '' ? null : queueWishes.pause(queueId, reason, untilOf(length))} words={t('pause')}>
        <Words
          label={t('reason')}
          usual={[t('pause_emergency'), t('pause_lunch'), t('pause_meeting')]}
          longest={200}
          onChange={setReason}
        />
        <HowLong value={length} onChange={setLength} />
      </SheetForm>
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
