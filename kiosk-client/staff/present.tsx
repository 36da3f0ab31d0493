import { formatTime } from '../shared/i18n/format.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Countdown, minutesWords, Stopwatch, TargetMark } from './ages.tsx';
import { HeardFacts } from './heard-facts.tsx';
import type { Placed } from './next-person.ts';
import { nowRoughly } from './now.ts';
import { PersonMarks } from './person-marks.tsx';
import { useNextAppointment } from './calendar/use-next-appointment.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

/** Who is at the counter; if nobody, why not. */
export function Present() {
  const { desk } = useWork();
  const { present, counter, status } = desk.view.value;
  if (status === 'connecting') return <section class="present present--none" aria-busy="true" />;
  if (present) return <PersonHere present={present} />;
  if (counter?.state === 'paused') return <Paused reason={counter.reason} until={counter.until} />;
  return <Nobody />;
}

function PersonHere({ present }: { present: Placed }) {
  const { desk, sheet } = useWork();
  const { entry, board } = present;
  const called = entry.status === 'called';
  return (
    <section class={`present present--${entry.status}`} aria-live="polite">
      <p class="present__status">
        {called ? t('called') : t('serving')} <Stopwatch since={entry.since} />
        {entry.recalls > 0 && called && <span class="present__recalls">{t('recalled', { count: entry.recalls })}</span>}
      </p>
      <h1 class="present__number">
        <TicketNumber>{entry.ticket_number}</TicketNumber>
      </h1>
      {entry.patient_name !== null && <p class="present__name">{entry.patient_name}</p>}
      <p class="present__marks">
        <PersonMarks entry={entry} />
        {desk.view.value.boards.length > 1 && <span class="mark">{board.queue.name}</span>}
      </p>
      <Note placed={present} />
      <p class="present__facts">
        {called && <HeardFacts placed={present} />}
        {called && entry.until !== null && (
          <span class="present__fact">
            <Icon name="clock" /> {t('missed_in')} <Countdown until={entry.until} />
          </span>
        )}
        {entry.phone !== null && (
          <a class="present__fact" href={`tel:${entry.phone}`}>
            <bdi dir="ltr">{entry.phone}</bdi>
          </a>
        )}
      </p>
      <button
        type="button"
        class="present__more"
        onClick={() => (sheet.value = { kind: 'person', entryId: entry.id, task: 'choose' })}
      >
        <Icon name="more" /> <span class="unseen">{t('more_for', { number: entry.ticket_number })}</span>
      </button>
    </section>
  );
}

function Paused({ reason, until }: { reason: string | null; until: string | null }) {
  const { desk } = useWork();
  const zone = desk.view.value.boards[0]?.queue.time_zone ?? 'UTC';
  const over = until !== null && nowRoughly.value > Date.parse(until);
  return (
    <section class="present present--paused">
      <Icon name="pause" />
      <h1 class="present__title">{reason ?? t('paused')}</h1>
      <p class={over ? 'present__text present__text--late' : 'present__text'}>
        {until === null && t('counter_paused')}
        {until !== null &&
          (over
            ? t('pause_over', { time: formatTime(until, zone) })
            : t('counter_paused_until', { time: formatTime(until, zone) }))}
      </p>
    </section>
  );
}

function Nobody() {
  const { desk } = useWork();
  const { waiting, next, boards } = desk.view.value;
  const first = waiting[0];
  if (next) {
    return (
      <section class="present present--ready">
        <p class="present__status">{t('next_is')}</p>
        <h1 class="present__number">
          <TicketNumber>{next.entry.ticket_number}</TicketNumber>
        </h1>
        {next.entry.patient_name !== null && <p class="present__name">{next.entry.patient_name}</p>}
        <p class="present__marks">
          <PersonMarks entry={next.entry} />
          {boards.length > 1 && <span class="mark">{next.board.queue.name}</span>}
          <WaitingFor joinedAt={next.entry.joined_at} />
          <TargetMark dueAt={next.entry.due_at} />
        </p>
        <Note placed={next} />
      </section>
    );
  }
  // People wait, and none of them may be called: their queues are paused.
  const paused = first?.board.queue;
  return (
    <section class="present present--none">
      <Icon name={paused ? 'pause' : 'check'} />
      <h1 class="present__title">{paused ? t('queues_paused') : t('you_are_clear')}</h1>
      <p class="present__text">{paused ? (paused.reason ?? paused.name) : clearWords()}</p>
      {!paused && <NextAppointment />}
    </section>
  );

  function clearWords(): string {
    const closed = boards.length > 0 && boards.every(({ queue }) => queue.status === 'closed');
    return closed ? t('you_are_clear_closed') : t('you_are_clear_next');
  }
}

function NextAppointment() {
  const { desk, may } = useWork();
  const zone = desk.view.value.boards[0]?.queue.time_zone ?? 'UTC';
  const next = useNextAppointment(desk.officeId, zone, may('appointment.read'));
  return next === null ? null : <p class="present__text">{t('next_appointment', { time: formatTime(next, zone) })}</p>;
}

function WaitingFor({ joinedAt }: { joinedAt: string }) {
  return <span class="mark">{t('waiting_for', { time: minutesWords(nowRoughly.value - Date.parse(joinedAt)) })}</span>;
}

/** Read at a glance, and written while the person is there. */
function Note({ placed: { entry } }: { placed: Placed }) {
  const { sheet, may } = useWork();
  const noted = entry.note !== null && entry.note !== '';
  if (!may('entry.serve')) return noted ? <p class="present__note">{entry.note}</p> : null;
  return (
    <button
      type="button"
      class={noted ? 'present__note' : 'present__note present__note--none'}
      dir={noted ? 'auto' : undefined}
      onClick={() => (sheet.value = { kind: 'person', entryId: entry.id, task: 'note' })}
    >
      {noted ? entry.note : t('add_note')}
      {noted && <span class="unseen">{t('change_note')}</span>}
    </button>
  );
}
