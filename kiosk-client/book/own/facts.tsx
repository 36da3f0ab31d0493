import type { ComponentChildren } from 'preact';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { formatDate, formatTime } from '../../shared/i18n/format.ts';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { dayInWords } from '../day-words.ts';
import { OfficeClock } from '../office-clock.tsx';
import { t } from '../texts.ts';

/** Who shows it at the entrance is known there. */
const SHOWN_AT_ENTRANCE = ['booked', 'arrived', 'no_show'];

/**
 * The appointment as a card: when, what, with whom, where, and what to show at the entrance. The server draws the same with the
 * same classes into the page: `server/http/pages/booking-content.ts`.
 */
export function Facts({ booking }: { booking: Booking }) {
  const { starts_at, ends_at, time_zone, service, provider, office, address, code, status, duration_minutes } = booking;
  const isGone = ['cancelled', 'expired', 'rescheduled'].includes(status);
  return (
    <article class={isGone ? 'pass pass--gone' : 'pass'}>
      {starts_at !== null && (
        <div class="pass__when">
          <p class="pass__day">{formatDate(starts_at, time_zone)}</p>
          <p class="pass__time">
            <bdi class="number">{formatTime(starts_at, time_zone)}</bdi>
            {ends_at !== null && (
              <span class="pass__until">
                – <bdi class="number">{formatTime(ends_at, time_zone)}</bdi>
              </span>
            )}
          </p>
          <OfficeClock moment={starts_at} office={office} timeZone={time_zone} />
        </div>
      )}
      <dl class="pass__facts">
        <Fact icon="care" name={t('what')}>
          <bdi>{service}</bdi>
          <span class="pass__more">{t('minutes', { count: duration_minutes })}</span>
        </Fact>
        {provider !== null && (
          <Fact icon="people" name={t('with')}>
            <bdi>{provider}</bdi>
          </Fact>
        )}
        {starts_at === null && booking.wanted && (
          <Fact icon="calendar" name={t('wished')}>
            {dayInWords(booking.wanted.from)} – {dayInWords(booking.wanted.until)}
          </Fact>
        )}
        <Fact icon="place" name={t('where')}>
          <bdi>{office}</bdi>
          {address !== null && (
            <address class="pass__more" dir="auto">
              {address}
            </address>
          )}
        </Fact>
      </dl>
      {SHOWN_AT_ENTRANCE.includes(status) && (
        <div class="pass__entrance">
          <QrCode class="pass__qr" text={code} label={t('code_for_entrance')} />
          <div>
            <p class="pass__label">{t('your_code')}</p>
            <p class="pass__code">
              <bdi dir="ltr" class="number" translate={false}>
                {`${code.slice(0, 4)} ${code.slice(4)}`}
              </bdi>
            </p>
            <p class="pass__hint">{t('show_at_entrance')}</p>
          </div>
        </div>
      )}
    </article>
  );
}

function Fact({ icon, name, children }: { icon: IconName; name: string; children: ComponentChildren }) {
  return (
    <div class="pass__fact">
      <dt>
        <Icon name={icon} />
        <span class="unseen">{name}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
