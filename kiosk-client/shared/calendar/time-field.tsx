import { useEffect, useState } from 'preact/hooks';
import type { Slots } from '../../../realtime/contract/resources/booking.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { api } from '../api.ts';
import { formatTime } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Field, SelectField } from '../ui/field.tsx';
import { useCalendar } from './calendar-context.ts';
import { localOf } from './local-time.ts';
import { shortDay } from './short-day.ts';
import { t } from './texts.ts';

type Props = {
  serviceId: string;
  /** null: whoever is free. */
  providerId: string | null;
  day: string;
  onDay: (day: string) => void;
  startsAt: string | null;
  /** `isFree`: whether it is among the free times, as far as they are known. */
  onStart: (startsAt: string | null, isFree: boolean) => void;
};

/** A day and one of its free times; one that was tapped stays to be chosen, also where it is not free. */
export function TimeField({ serviceId, providerId, day, onDay, startsAt, onStart }: Props) {
  const { office } = useCalendar();
  const [slots, setSlots] = useState<Slots | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [wished] = useState(startsAt);

  useEffect(() => {
    let over = false;
    setSlots(null);
    setProblem(null);
    if (day === '' || serviceId === '') return;
    const whose =
      providerId === null ? `/services/${serviceId}/slots?` : `/providers/${providerId}/slots?service_id=${serviceId}&`;
    api.get<Slots>(`${whose}office_id=${office.id}&from=${day}&to=${day}`).then(
      (read) => {
        if (over) return;
        setSlots(read);
        const same = (at: string | null) =>
          read.data.some(({ starts_at }) => Date.parse(starts_at) === Date.parse(at ?? ''));
        if (startsAt !== null && same(startsAt)) onStart(startsAt, true);
        else if (wished !== null && localOf(wished, office.time_zone).day === day) onStart(wished, same(wished));
        else onStart(read.data[0]?.starts_at ?? null, read.data.length > 0);
      },
      (refused: unknown) => !over && setProblem(refused),
    );
    return () => {
      over = true;
    };
  }, [serviceId, providerId, day, office.id]);

  const free = slots?.data ?? [];
  const isFree = (at: string) => free.some(({ starts_at }) => Date.parse(starts_at) === Date.parse(at));
  const extra = wished !== null && localOf(wished, office.time_zone).day === day && !isFree(wished) ? [wished] : [];
  const times = [...extra, ...free.map(({ starts_at }) => starts_at)].sort((a, b) => Date.parse(a) - Date.parse(b));
  return (
    <>
      <div class="fields-beside">
        <Field
          type="date"
          label={t('day')}
          required
          value={day}
          onInput={({ currentTarget: { value } }) => value !== '' && onDay(value)}
        />
        <SelectField
          label={t('time')}
          hint={slots !== null && free.length > 0 ? t('free_times', { count: free.length }) : undefined}
          required
          disabled={times.length === 0}
          value={startsAt ?? ''}
          onChange={({ currentTarget: { value } }) => onStart(value, isFree(value))}
        >
          {times.length === 0 && <option value="">{slots === null ? '…' : t('no_free_time')}</option>}
          {times.map((at) => (
            <option key={at} value={at}>
              {formatTime(at, office.time_zone)}
              {slots !== null && !isFree(at) ? ` (${t('not_free')})` : ''}
            </option>
          ))}
        </SelectField>
      </div>
      {slots !== null && free.length === 0 && slots.next_day !== null && (
        <Button onClick={() => onDay(slots.next_day ?? day)}>
          {t('next_free', { day: shortDay(slots.next_day) })}
        </Button>
      )}
      {problem !== null && (
        <p class="cal__problem" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </>
  );
}
