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
      <p class="why__sentence">{why.sentence}</p>
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
