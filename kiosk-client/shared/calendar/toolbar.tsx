import { useId } from 'preact/hooks';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useCalendar } from './calendar-context.ts';
import { daysLater } from './local-time.ts';
import { t } from './texts.ts';

export const VIEWS = ['day', 'week', 'list', 'waitlist'] as const;
export type View = (typeof VIEWS)[number];

type Props = {
  view: View;
  onView: (view: View) => void;
  day: string;
  today: string;
  onDay: (day: string) => void;
  officeId: string;
  onOffice: (id: string) => void;
  providers: readonly Provider[];
  /** null: all of them. */
  providerId: string | null;
  onProvider: (id: string | null) => void;
  /** What is shown. */
  title: string;
};

/** What is looked at: how, when, where and whose. */
export function Toolbar(props: Props) {
  const { view, onView, day, today, onDay, officeId, onOffice, providers, providerId, onProvider, title } = props;
  const { catalogue, may, open } = useCalendar();
  const name = useId();
  const days = view === 'week' ? 7 : 1;
  return (
    <div class="cal-bar">
      <fieldset class="cal-bar__views">
        <legend class="unseen">{t('view')}</legend>
        {VIEWS.map((one) => (
          <label key={one} class={one === view ? 'cal-bar__view cal-bar__view--on' : 'cal-bar__view'}>
            <input
              type="radio"
              class="cal-bar__radio"
              name={name}
              checked={one === view}
              onChange={() => onView(one)}
            />
            {t(`view_${one}`)}
          </label>
        ))}
      </fieldset>
      {view !== 'waitlist' && (
        <div class="cal-bar__days">
          <Button
            class="cal-bar__step"
            aria-label={t(days === 7 ? 'week_before' : 'day_before')}
            onClick={() => onDay(daysLater(day, -days))}
          >
            <Icon name="back" />
          </Button>
          <Button disabled={day === today} onClick={() => onDay(today)}>
            {t('today')}
          </Button>
          <Button
            class="cal-bar__step"
            aria-label={t(days === 7 ? 'week_after' : 'day_after')}
            onClick={() => onDay(daysLater(day, days))}
          >
            <Icon name="forward" />
          </Button>
          <input
            type="date"
            class="field__input cal-bar__date"
            aria-label={t('go_to_day')}
            value={day}
            onChange={({ currentTarget: { value } }) => value !== '' && onDay(value)}
          />
        </div>
      )}
      <div class="cal-bar__whose">
        <h2 class="cal__day" aria-live="polite">
          {title}
        </h2>
        {catalogue.offices.length > 1 && (
          <select
            class="field__input cal-bar__select"
            aria-label={t('office')}
            value={officeId}
            onChange={({ currentTarget }) => onOffice(currentTarget.value)}
          >
            {catalogue.offices.map((office) => (
              <option key={office.id} value={office.id}>
                {office.name}
              </option>
            ))}
          </select>
        )}
        {view !== 'waitlist' && providers.length > 1 && (
          <select
            class="field__input cal-bar__select"
            aria-label={t('provider')}
            value={providerId ?? ''}
            onChange={({ currentTarget: { value } }) => onProvider(value === '' ? null : value)}
          >
            {view !== 'week' && <option value="">{t('all_providers')}</option>}
            {providers.map((provider) => (
              <option key={provider.id} value={provider.id}>
                {provider.name}
              </option>
            ))}
          </select>
        )}
        {may('appointment.book') && (
          <Button
            variant="primary"
            onClick={() => open(view === 'waitlist' ? { kind: 'wait' } : { kind: 'book', at: null })}
          >
            <Icon name="add" /> {view === 'waitlist' ? t('add_to_waitlist') : t('book')}
          </Button>
        )}
      </div>
    </div>
  );
}
