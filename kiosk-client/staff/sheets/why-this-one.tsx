import { useEffect, useState } from 'preact/hooks';
import type { Why } from '../../../realtime/contract/commands.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { TicketNumber } from '../../shared/ui/ticket-number.tsx';
import { t } from '../texts.ts';
import { readWhy } from '../wishes.ts';

export function WhyThisOne({ entryId }: { entryId: string }) {
  const [why, setWhy] = useState<Why | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    readWhy(entryId).then(setWhy, setProblem);
  }, [entryId]);

  if (problem !== null) return <p class="notice notice--bad">{refusalWords(problem)}</p>;
  if (why === null) return <p class="waiting-for-server">{t('one_moment')}</p>;
  return (
    <div class="why">
      <p class="why__sentence">{because(why)}</p>
      {why.candidates.length > 1 && (
        <>
          <h3 class="why__title">{t('why_candidates')}</h3>
          <ol class="why__candidates">
            {why.candidates.map(({ seq, ticket_number }) => (
              <li
                key={seq}
                class={ticket_number === why.ticket_number ? 'why__candidate why__candidate--chosen' : 'why__candidate'}
              >
                <TicketNumber>{ticket_number}</TicketNumber>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function because({ cause, ticket_number: number, counter, reason, candidates }: Why): string {
  const next = candidates.find((other) => other.ticket_number !== number)?.ticket_number ?? '';
  const called = counter === null ? '' : `${t('why_called_to', { number, counter })} `;
  switch (cause) {
    case 'not_called':
      return t('why_not_called', { number });
    case 'picked_by_hand':
      return called + t('why_picked_by_hand', { reason: reason ?? '' });
    case 'urgent':
      return called + t('why_urgent');
    case 'nobody_else':
      return called + t('why_nobody_else');
    case 'due_first':
      return called + t('why_due_first', { next });
  }
}
