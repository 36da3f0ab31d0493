import { useEffect, useRef, useState } from 'preact/hooks';
import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import { ApiProblem } from '../shared/api.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { serverNow } from '../shared/clock.ts';
import { useAsking } from '../shared/use-asking.ts';
import { Button } from '../shared/ui/button.tsx';
import { dayOrNear } from './day-words.ts';
import { ErrorSummary } from './error-summary.tsx';
import { isKept, type Flow } from './flow.ts';
import { HoldNote } from './hold-note.tsx';
import { HoldOver } from './hold-over.tsx';
import { dayAt } from './local-days.ts';
import { OfficeClock } from './office-clock.tsx';
import { PersonFields } from './person-fields.tsx';
import { PERSON_FIELDS, wrongIn, type PersonDraft, type PersonField, type Wrong } from './person-draft.ts';
import { sentenceFor } from './say-problem.ts';
import { StepHeading } from './step-heading.tsx';
import { t } from './texts.ts';

/** Who comes. The time is kept meanwhile; when that is over, what was typed stays. */
export function Details({ flow, onBooked }: { flow: Flow; onBooked: (booked: Booked) => void }) {
  const { startsAt, held, day, person } = flow.draft.value;
  const timeZone = flow.timeZone.value;
  const waits = flow.step.value === 'wait-details';
  const kept = useKept(flow);
  const [wrong, setWrong] = useState<Wrong>({});
  const [tries, setTries] = useState(0);
  const asking = useAsking();
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (tries > 0) summary.current?.focus();
  }, [tries]);

  async function submit(): Promise<void> {
    const found = wrongIn(person, dayAt(serverNow(), timeZone));
    setWrong(found);
    asking.forget();
    if (Object.keys(found).length > 0) return setTries(tries + 1);
    await asking.ask(async () => {
      try {
        onBooked(await (waits ? flow.wait() : flow.book()));
      } catch (refused) {
        const refusedFields = wrongBy(refused);
        if (Object.keys(refusedFields).length === 0) throw refused;
        setWrong(refusedFields);
        setTries(tries + 1);
      }
    });
  }

  const when = startsAt === null || day === null ? null : { day, startsAt };
  return (
    <>
      <StepHeading title={t('who_comes')} />
      {!waits && when && (
        <div class="when">
          <p class="when__day">{dayOrNear(when.day, dayAt(serverNow(), timeZone))}</p>
          <p class="when__time">
            <bdi class="number">{formatTime(when.startsAt, timeZone)}</bdi>
          </p>
          {held && kept && <HoldNote flow={flow} held={held} />}
        </div>
      )}
      {!waits && when && (
        <OfficeClock moment={when.startsAt} office={flow.office.value?.name ?? ''} timeZone={timeZone} />
      )}
      {!waits && when && !kept && <HoldOver flow={flow} startsAt={when.startsAt} />}
      <form
        noValidate
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!asking.busy && (waits || kept)) void submit();
        }}
      >
        <ErrorSummary at={summary} wrong={wrong} />
        <PersonFields
          flow={flow}
          wrong={wrong}
          change={(parts) => {
            flow.changePerson(parts);
            setWrong(without(wrong, parts));
          }}
        />
        {asking.problem !== null && !isOver(asking.problem) && (
          <p class="alert" role="alert">
            {sentenceFor(asking.problem)}
          </p>
        )}
        {(waits || kept) && (
          <Button type="submit" variant="primary" size="huge" wide busy={asking.busy}>
            {waits ? t('wait_join') : t('book_it')}
          </Button>
        )}
      </form>
    </>
  );
}

/** Whether the time is still kept: the clock says so even while nobody asks. */
function useKept(flow: Flow): boolean {
  const { held } = flow.draft.value;
  const [, setNow] = useState(0);
  const until = held?.expires_at ?? null;
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, Date.parse(until) - serverNow()) + 50);
    return () => clearTimeout(timer);
  }, [until]);
  return held !== null && isKept(held);
}

/** What is being put right is not wrong any more until it is looked at again. Either way to be reached is enough. */
function without(wrong: Wrong, changed: Partial<PersonDraft>): Wrong {
  const rest: Wrong = {};
  for (const field of PERSON_FIELDS) {
    const how = wrong[field];
    const isPutRight = field in changed || (how === 'reach' && 'email' in changed);
    if (how !== undefined && !isPutRight) rest[field] = how;
  }
  return rest;
}

/** It is said where the time stands. */
function isOver(problem: unknown): boolean {
  return problem instanceof ApiProblem && ['hold_expired', 'slot_taken', 'slot_not_offered'].includes(problem.code);
}

const FIELD_AT: Record<string, PersonField> = {
  'body.patient_name': 'name',
  'body.phone': 'phone',
  'body.email': 'email',
  'body.birth_date': 'birth',
  'body.note': 'note',
};

/** What the server says of fields. */
function wrongBy(problem: unknown): Wrong {
  const wrong: Wrong = {};
  if (!(problem instanceof ApiProblem) || problem.code !== 'invalid_input') return wrong;
  for (const { path } of problem.errors) {
    const field = FIELD_AT[path];
    if (field) wrong[field] = 'wrong';
  }
  return wrong;
}
