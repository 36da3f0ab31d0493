import { useEffect, useState } from 'preact/hooks';
import type { SeriesScope } from '../../../models/vocabulary.ts';
import type { Appointment, AppointmentMessage } from '../../../realtime/contract/resources/appointments.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { api } from '../api.ts';
import { formatDate, formatMoment, formatTime } from '../i18n/format.ts';
import { isLanguage, LANGUAGE_NAMES } from '../i18n/language.ts';
import { t as shared } from '../i18n/shared-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { useAsking } from '../use-asking.ts';
import { useCalendar } from './calendar-context.ts';
import { checkIn, isOpenTo, mayCheckIn } from './check-in.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { personWords, statusWords, toneOf } from './status-words.ts';
import { t } from './texts.ts';

/** One appointment: who, when, how it stands, and what can be done about it. */
export function AppointmentSheet({ appointment }: { appointment: Appointment }) {
  const { may, open, refresh } = useCalendar();
  const [cancelling, setCancelling] = useState(false);
  const { busy, problem, ask } = useAsking();
  const close = () => open(null);
  const { id, starts_at: startsAt, ends_at: endsAt, time_zone: zone } = appointment;
  const done = async () => {
    await refresh();
    close();
  };

  return (
    <Dialog open wide title={personWords(appointment)} onClose={close}>
      <div class="appointment">
        <p class="appointment__when">
          <span class={`cal-state cal-state--${toneOf(appointment)}`}>{statusWords(appointment)}</span>{' '}
          {appointment.overbooked && <span class="cal-state cal-state--late">{t('overbooked')}</span>}{' '}
          {startsAt !== null && (
            <>
              {formatDate(startsAt, zone)}, <bdi>{formatTime(startsAt, zone)}</bdi>
              {endsAt !== null && <bdi>–{formatTime(endsAt, zone)}</bdi>}
            </>
          )}
        </p>
        <p class="appointment__soft">
          {[appointment.service, appointment.provider, appointment.office].filter(Boolean).join(' · ')}
        </p>
        {appointment.note !== null && (
          <p class="appointment__note" dir="auto">
            {appointment.note}
          </p>
        )}
        <Facts appointment={appointment} />
        {problem !== null && (
          <p class="cal__problem" role="alert">
            {refusalWords(problem)}
          </p>
        )}
        {cancelling ? (
          <Cancel appointment={appointment} onBack={() => setCancelling(false)} onDone={done} />
        ) : (
          <div class="appointment__moves">
            {may('appointment.check_in') && mayCheckIn(appointment) && (
              <Button variant="primary" busy={busy} onClick={() => void ask(() => checkIn(appointment).then(done))}>
                {t('check_in')}
              </Button>
            )}
            {may('appointment.change') && isOpenTo('reschedule', appointment) && (
              <Button onClick={() => open({ kind: 'move', appointment, to: null })}>{t('move')}</Button>
            )}
            {may('appointment.change') && isOpenTo('miss', appointment) && (
              <Button busy={busy} onClick={() => void ask(() => api.post(`/appointments/${id}/no-show`).then(done))}>
                {t('mark_missed')}
              </Button>
            )}
            {may('appointment.change') && isOpenTo('cancel', appointment) && (
              <Button class="appointment__cancel" onClick={() => setCancelling(true)}>
                {t('cancel')}
              </Button>
            )}
          </div>
        )}
        <Messages id={id} zone={zone} />
      </div>
      <div class="dialog__actions">
        <Button variant="quiet" onClick={close}>
          {shared('close')}
        </Button>
      </div>
    </Dialog>
  );
}

function Facts({ appointment }: { appointment: Appointment }) {
  const { phone, email, birth_date: birth, language, code, time_zone: zone } = appointment;
  const spoken = language?.split('-')[0] ?? '';
  return (
    <dl class="appointment__facts">
      {phone !== null && (
        <Fact words={t('phone')}>
          <a href={`tel:${phone}`} dir="ltr">
            {phone}
          </a>
        </Fact>
      )}
      {email !== null && (
        <Fact words={t('email')}>
          <a href={`mailto:${email}`} dir="ltr">
            {email}
          </a>
        </Fact>
      )}
      {birth !== null && <Fact words={t('birth_date')}>{formatDay(birth)}</Fact>}
      {language !== null && <Fact words={t('language')}>{isLanguage(spoken) ? LANGUAGE_NAMES[spoken] : language}</Fact>}
      <Fact words={t('code')}>
        <bdi class="number">{code}</bdi>
      </Fact>
      <Fact words={t('history')}>
        {t(`source_${appointment.source}`, { time: formatMoment(appointment.created_at, zone) })}
        {appointment.sequence > 0 && `. ${t('moved_times', { count: appointment.sequence })}`}
        {appointment.backfilled && `. ${t('was_backfilled')}`}
        {appointment.series_id !== null && `. ${t('of_series')}`}
        {appointment.reason !== null && `. ${appointment.reason}`}
      </Fact>
    </dl>
  );
}

function Fact({ words, children }: { words: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function formatDay(day: string): string {
  return formatMoment(`${day}T00:00:00Z`, 'UTC').split(',')[0] ?? day;
}

type CancelProps = { appointment: Appointment; onBack: () => void; onDone: () => Promise<void> };

function Cancel({ appointment, onBack, onDone }: CancelProps) {
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<SeriesScope>('one');
  const { busy, problem, ask } = useAsking();
  return (
    <form
      class="cal-form"
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          ...(appointment.series_id !== null && { scope }),
          ...(reason.trim() !== '' && { reason: reason.trim() }),
        };
        void ask(async () => {
          await api.delete(`/appointments/${appointment.id}`, body);
          toast(t('cancelled', { name: personWords(appointment) }), { tone: 'good' });
          await onDone();
        });
      }}
    >
      {appointment.series_id !== null && <ScopeChoice scope={scope} onChange={setScope} />}
      <Field
        label={t('reason')}
        hint={t('reason_hint')}
        maxLength={200}
        autocomplete="off"
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {problem !== null && (
        <p class="cal__problem" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      <div class="appointment__moves">
        <Button onClick={onBack}>{t('keep')}</Button>
        <Button type="submit" variant="danger" busy={busy}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** What the person was told, and whether it came through. */
function Messages({ id, zone }: { id: string; zone: string }) {
  const [messages, setMessages] = useState<readonly AppointmentMessage[]>([]);
  useEffect(() => {
    // Without them the rest is as useful.
    api.get<{ data: AppointmentMessage[] }>(`/appointments/${id}/messages`).then(
      ({ data }) => setMessages(data),
      () => undefined,
    );
  }, [id]);
  if (messages.length === 0) return null;
  return (
    <section>
      <h3 class="appointment__title">{t('messages')}</h3>
      <ul class="appointment__messages">
        {messages.map((message) => (
          <li key={message.id}>
            {t(`message_${message.kind}`)} · {t(`channel_${message.channel}`)} ·{' '}
            <strong class={message.status === 'failed' ? 'cal-state cal-state--missed' : ''}>
              {t(`message_${message.status}`)}
            </strong>{' '}
            {whyWords(message)}
            <span class="appointment__soft">{formatMoment(message.at, zone)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const WHY = ['changed', 'too_late', 'opted_out', 'just_booked', 'no_address', 'too_many'] as const;

/** Why it was not sent, as far as that says anything to people. */
function whyWords({ detail }: AppointmentMessage): string {
  const why = WHY.find((one) => one === detail);
  return why === undefined ? '' : `(${t(`why_${why}`)}) `;
}
