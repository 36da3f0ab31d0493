import type { Usage } from '../../../realtime/contract/resources/usage.ts';
import { formatNumber, localeOf } from '../../shared/i18n/format.ts';
import { language } from '../../shared/i18n/language.ts';
import { t } from './texts.ts';

type Day = Usage['days'][number];

/** People and calls a day as bars, and the same figures as a table for whoever wants to know exactly. */
export function DaysChart({ days }: { days: readonly Day[] }) {
  if (days.length === 0) return null;
  const oldestFirst = [...days].sort((a, b) => a.on_day.localeCompare(b.on_day));
  const highest = Math.max(1, ...days.map(({ entries }) => entries));
  const width = 100 / oldestFirst.length;
  return (
    <section class="card plan">
      <h2 class="plan__title">{t('days')}</h2>
      <svg class="days" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
        {oldestFirst.map(({ on_day, entries }, index) => (
          <rect
            key={on_day}
            class="days__bar"
            x={index * width + width * 0.15}
            width={width * 0.7}
            y={30 - (entries / highest) * 29}
            height={(entries / highest) * 29}
          />
        ))}
      </svg>
      <p class="days__ends soft">
        <span>{dayWords(oldestFirst[0]?.on_day)}</span>
        <span>{t('most_a_day', { count: formatNumber(highest) })}</span>
        <span>{dayWords(oldestFirst[oldestFirst.length - 1]?.on_day)}</span>
      </p>
      <details>
        <summary class="details__summary">{t('as_table')}</summary>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('entries')}</th>
              <th scope="col">{t('calls')}</th>
              <th scope="col">{t('limit_api_calls')}</th>
              <th scope="col">{t('limit_sockets')}</th>
            </tr>
          </thead>
          <tbody>
            {[...oldestFirst].reverse().map(({ on_day, entries, calls, api_calls, sockets_peak }) => (
              <tr key={on_day}>
                <th scope="row">{dayWords(on_day)}</th>
                <td>{formatNumber(entries)}</td>
                <td>{formatNumber(calls)}</td>
                <td>{formatNumber(api_calls)}</td>
                <td>{formatNumber(sockets_peak)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** A local day has no time zone any more. */
function dayWords(day: string | undefined): string {
  if (day === undefined) return '';
  return new Intl.DateTimeFormat(localeOf(language.value), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
