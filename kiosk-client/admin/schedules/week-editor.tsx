import { useId, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { t as shared } from '../../shared/i18n/shared-texts.ts';
import { weekdayWords } from './day-words.ts';
import { t } from './texts.ts';
import { copied, nextPart, WEEKDAYS, withDay, wrongIn, type Part, type Week } from './week.ts';

type Props = { week: Week; onChange: (week: Week) => void };

/** Seven days, each with any number of parts; what lies between two parts is a break. */
export function WeekEditor({ week, onChange }: Props) {
  const [copying, setCopying] = useState<number | null>(null);
  return (
    <div class="week">
      {WEEKDAYS.map((weekday) => (
        <Day
          key={weekday}
          name={weekdayWords(weekday)}
          parts={week[weekday - 1] ?? []}
          onChange={(parts) => onChange(withDay(week, weekday, parts))}
          onCopy={() => setCopying(weekday)}
        />
      ))}
      {copying !== null && (
        <CopyDay
          weekday={copying}
          onClose={() => setCopying(null)}
          onCopy={(days) => {
            onChange(copied(week, copying, days));
            setCopying(null);
          }}
        />
      )}
    </div>
  );
}

type DayProps = {
  name: string;
  parts: readonly Part[];
  onChange: (parts: readonly Part[]) => void;
  onCopy: () => void;
};

function Day({ name, parts, onChange, onCopy }: DayProps) {
  const id = useId();
  const wrong = wrongIn(parts);
  const put = (index: number, changed: Partial<Part>) =>
    onChange(parts.map((part, at) => (at === index ? { ...part, ...changed } : part)));
  return (
    <div class="week__day" role="group" aria-labelledby={id}>
      <span class="week__name" id={id}>
        {name}
      </span>
      <div class="week__parts">
        {parts.length === 0 && <span class="week__none">{t('closed')}</span>}
        {parts.map((part, index) => (
          <span key={index} class="week__part">
            <input
              type="time"
              class="field__input week__time"
              aria-label={t('part_from', { day: name })}
              aria-invalid={wrong !== null}
              required
              value={part.from}
              onInput={({ currentTarget }) => put(index, { from: currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              class="field__input week__time"
              aria-label={t('part_until', { day: name })}
              aria-invalid={wrong !== null}
              required
              // Midnight is the end of the day here, and its beginning to the browser.
              value={part.until === '24:00' ? '00:00' : part.until}
              onInput={({ currentTarget: { value } }) => put(index, { until: value === '00:00' ? '24:00' : value })}
            />
            <button
              type="button"
              class="button button--quiet week__take"
              aria-label={t('take_part', { day: name, from: part.from, until: part.until })}
              onClick={() => onChange(parts.filter((_, at) => at !== index))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </span>
        ))}
        {wrong !== null && (
          <span class="week__wrong" role="alert">
            {t(wrong)}
          </span>
        )}
      </div>
      <div class="week__tools">
        <button
          type="button"
          class="button button--quiet"
          aria-label={`${name}: ${t('add_part')}`}
          onClick={() => onChange([...parts, nextPart(parts)])}
        >
          <Icon name="add" /> <span>{t('add_part')}</span>
        </button>
        {parts.length > 0 && (
          <button type="button" class="button button--quiet" aria-label={t('copy_day', { day: name })} onClick={onCopy}>
            {t('copy')}
          </button>
        )}
      </div>
    </div>
  );
}

type CopyProps = { weekday: number; onClose: () => void; onCopy: (days: readonly number[]) => void };

function CopyDay({ weekday, onClose, onCopy }: CopyProps) {
  const [days, setDays] = useState<readonly number[]>([]);
  const others = WEEKDAYS.filter((one) => one !== weekday);
  return (
    <Dialog
      open
      title={t('copy_day', { day: weekdayWords(weekday) })}
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {shared('cancel')}
          </Button>
          <Button variant="primary" size="large" disabled={days.length === 0} onClick={() => onCopy(days)}>
            {t('copy')}
          </Button>
        </>
      }
    >
      <Button onClick={() => setDays(others.filter((one) => one <= 5))}>{t('weekdays')}</Button>
      {others.map((one) => (
        <label key={one} class="check">
          <input
            type="checkbox"
            class="check__box"
            checked={days.includes(one)}
            onChange={({ currentTarget: { checked } }) =>
              setDays(checked ? [...days, one] : days.filter((other) => other !== one))
            }
          />
          <span class="check__words">{weekdayWords(one)}</span>
        </label>
      ))}
    </Dialog>
  );
}
