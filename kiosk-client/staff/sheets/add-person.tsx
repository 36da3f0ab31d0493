import { useState } from 'preact/hooks';
import type { Joined, JoinQueue } from '../../../realtime/contract/commands.ts';
import { wrongWords } from '../../shared/account/refusal-words.ts';
import { ApiProblem } from '../../shared/api.ts';
import { page } from '../../shared/page.ts';
import { Field } from '../../shared/ui/field.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { TicketNumber } from '../../shared/ui/ticket-number.tsx';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { addPerson } from '../wishes.ts';
import { useWork } from '../work-context.ts';
import { Choices } from './choices.tsx';
import { Sheet, SheetForm } from './sheet.tsx';

/** Somebody stands at the desk without a number. */
export function AddPerson() {
  const { desk, may, refusal } = useWork();
  const { boards } = desk.view.value;
  const open = boards.filter(({ queue }) => queue.status !== 'closed');
  const [queueId, setQueueId] = useState<string | null>(open[0]?.queue_id ?? null);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [note, setNote] = useState('');
  const [priority, setPriority] = useState<'normal' | 'urgent'>('normal');
  const [joined, setJoined] = useState<Joined | null>(null);
  if (joined) return <Given joined={joined} />;

  const person: JoinQueue = {
    ...(name.trim() !== '' && { patient_name: name.trim() }),
    ...(phone.trim() !== '' && { phone: phone.trim() }),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(priority === 'urgent' && { priority }),
  };
  const wrong = (field: string) => {
    const errors = refusal.value instanceof ApiProblem ? refusal.value.errors : [];
    const error = errors.find(({ path }) => path.split('.').pop() === field);
    return error && wrongWords(error.message);
  };

  return (
    <Sheet title={t('add_person')}>
      <SheetForm wish={queueId === null ? null : addPerson(queueId, person, setJoined)} words={t('give_number')} stay>
        {boards.length > 1 && (
          <Choices
            label={t('queue')}
            value={queueId}
            onChange={setQueueId}
            options={boards.map(({ queue_id, queue }) => ({
              value: queue_id,
              words: queue.name,
              note: queue.status === 'open' ? undefined : queueStatusWords(queue.status),
              disabled: queue.status === 'closed',
            }))}
          />
        )}
        <Field
          label={t('name')}
          hint={t('optional')}
          value={name}
          maxLength={120}
          autocomplete="off"
          error={wrong('patient_name')}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Field
          label={t('phone')}
          hint={t('phone_hint')}
          value={phone}
          maxLength={40}
          type="tel"
          dir="ltr"
          autocomplete="off"
          error={wrong('phone')}
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
        <Field
          label={t('note')}
          hint={t('note_hint')}
          value={note}
          maxLength={500}
          autocomplete="off"
          error={wrong('note')}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        {may('entry.join_urgent') && (
          <Choices
            label={t('priority')}
            value={priority}
            onChange={setPriority}
            options={[
              { value: 'normal', words: t('in_turn') },
              { value: 'urgent', words: t('urgent'), note: t('urgent_note') },
            ]}
          />
        )}
      </SheetForm>
    </Sheet>
  );
}

/** The number to say, and the link to photograph. */
function Given({ joined: { entry, tracking_url } }: { joined: Joined }) {
  const link = new URL(tracking_url, `${location.origin}${page.base}/`).href;
  return (
    <Sheet title={t('number_given')}>
      <div class="given">
        <TicketNumber class="given__number">{entry.ticket_number}</TicketNumber>
        {entry.position !== null && <p>{beforeWords(entry.position - 1)}</p>}
        <QrCode class="given__code" text={link} label={t('tracking_link')} />
        <p class="given__note">{t('photograph')}</p>
      </div>
    </Sheet>
  );
}

function beforeWords(count: number): string {
  return count === 0 ? t('nobody_before') : t('before', { count });
}
