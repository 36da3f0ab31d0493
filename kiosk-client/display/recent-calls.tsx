import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Fitted } from './fitted.tsx';
import type { PastCall } from './past-calls.ts';
import { t } from './texts.ts';

export function RecentCalls({ calls, missed }: { calls: readonly PastCall[]; missed: readonly string[] }) {
  return (
    <aside class="recent">
      <h2 class="recent__title">{t('recent')}</h2>
      {calls.length === 0 ? <p class="recent__none">{t('nobody_called')}</p> : null}
      <ul class="recent__list">
        {calls.map(({ key, ticket_number, counter, status }) => (
          <li key={key} class={`recent__call recent__call--${status}`}>
            <TicketNumber class="recent__number">{ticket_number}</TicketNumber>
            {counter !== null && (
              <Fitted key={counter} class="recent__counter" text={counter} wraps>
                <bdi>{counter}</bdi>
              </Fitted>
            )}
          </li>
        ))}
      </ul>
      {missed.length > 0 && (
        <div class="missed">
          <p class="missed__title">{t('missed')}</p>
          <p class="missed__hint">{t('missed_hint')}</p>
          <p class="missed__numbers">
            {missed.map((number) => (
              <TicketNumber key={number} class="missed__number">
                {number}
              </TicketNumber>
            ))}
          </p>
        </div>
      )}
    </aside>
  );
}
