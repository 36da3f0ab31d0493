import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import type { Slot } from '../../realtime/contract/resources/booking.ts';
import { serverNow } from '../shared/clock.ts';
import { page } from '../shared/page.ts';
import { Chosen } from './chosen.tsx';
import { ChooseDay } from './choose-day.tsx';
import { ChooseOffice } from './choose-office.tsx';
import { ChooseProvider } from './choose-provider.tsx';
import { ChooseService } from './choose-service.tsx';
import { ChooseTime } from './choose-time.tsx';
import { Details } from './details.tsx';
import { serviceOf } from './draft.ts';
import { isKept, type Flow } from './flow.ts';
import { Frame } from './frame.tsx';
import { dayAt, localAt } from './local-days.ts';
import { daysLater } from '../shared/calendar/local-time.ts';
import { NothingSuits } from './nothing-suits.tsx';
import { StepHeading } from './step-heading.tsx';
import { t } from './texts.ts';
import { Trouble } from './trouble.tsx';
import { WaitWishes } from './wait-wishes.tsx';
import { Way } from './way.tsx';

/** One question after the other. */
export function BookPage({ flow, onBooked }: { flow: Flow; onBooked: (booked: Booked) => void }) {
  const step = flow.step.value;
  return (
    <Frame way={<Way flow={flow} />} aside={step === 'service' ? null : <Chosen flow={flow} />}>
      {flow.offer.value === null ? (
        <Opening flow={flow} />
      ) : (
        // Another question is another page: nothing of the last one is left in it.
        <Question key={step} flow={flow} onBooked={onBooked} />
      )}
    </Frame>
  );
}

function Opening({ flow }: { flow: Flow }) {
  if (flow.problem.value !== null) return <Trouble problem={flow.problem.value} again={() => void flow.load()} />;
  return (
    <p class="loading" role="status">
      {t('loading')}
    </p>
  );
}

function Question({ flow, onBooked }: { flow: Flow; onBooked: (booked: Booked) => void }) {
  switch (flow.step.value) {
    case 'service':
      return <ChooseService flow={flow} />;
    case 'office':
      return <ChooseOffice flow={flow} />;
    case 'provider':
      return <ChooseProvider flow={flow} />;
    case 'day':
      return <Day flow={flow} />;
    case 'time':
      return <Time flow={flow} />;
    case 'wait':
      return <WaitWishes flow={flow} />;
    case 'details':
    case 'wait-details':
      return <Details flow={flow} onBooked={onBooked} />;
  }
}

function Day({ flow }: { flow: Flow }) {
  const times = flow.times.value;
  const offer = flow.offer.value;
  const horizon = offer && serviceOf(offer, flow.draft.value)?.horizon;
  if (!times) return null;
  return (
    <>
      <StepHeading title={t('which_day')} />
      <ChooseDay
        times={times}
        timeZone={flow.timeZone.value}
        lastDay={horizon ? daysLater(dayAt(serverNow(), flow.timeZone.value), horizon) : null}
        chosen={flow.draft.value.day}
        choose={(day) => flow.answer({ day })}
        take={(slot) => take(flow, slot)}
      />
      <NothingSuits flow={flow} />
    </>
  );
}

function Time({ flow }: { flow: Flow }) {
  const times = flow.times.value;
  const { day, held } = flow.draft.value;
  const timeZone = flow.timeZone.value;
  if (!times || day === null) return null;
  return (
    <>
      <StepHeading title={t('which_time')} />
      <ChooseTime
        times={times}
        day={day}
        office={flow.office.value?.name ?? page.organization.name}
        timeZone={timeZone}
        kept={held && isKept(held) ? keptSlot(held, timeZone) : null}
        taken={flow.taken.value}
        chooseDay={(other) => flow.change({ day: other })}
        take={(slot) => take(flow, slot)}
      />
      <NothingSuits flow={flow} />
    </>
  );
}

/** Keeps the time, and asks who comes. */
async function take(flow: Flow, slot: Slot): Promise<void> {
  flow.change({ day: slot.local.slice(0, 10) });
  await flow.hold(slot.starts_at);
  flow.to('details');
}

function keptSlot(
  held: { starts_at: string | null; ends_at: string | null; provider_id: string | null },
  zone: string,
) {
  const { starts_at, ends_at, provider_id } = held;
  if (starts_at === null || ends_at === null || provider_id === null) return null;
  return { starts_at, ends_at, provider_id, local: localAt(starts_at, zone), seats: 1 };
}
