import { useState } from 'preact/hooks';
import { primaryAction } from '../primary-action.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Words } from './choices.tsx';
import { Sheet, SheetForm } from './sheet.tsx';

/** This queue wants to know how it ended. */
export function Outcome({ andNext }: { andNext: boolean }) {
  const { desk, wishes } = useWork();
  const [outcome, setOutcome] = useState('');
  const action = primaryAction(desk.view.value);
  if (action.does !== 'finish' && action.does !== 'finish_and_call') return null;

  const next = andNext && action.does === 'finish_and_call' ? action.next : null;
  const wish = next ? wishes.finishAndCallNext(action.present, next, outcome) : wishes.finish(action.present, outcome);
  return (
    <Sheet title={t('outcome_title', { number: action.present.entry.ticket_number })}>
      <SheetForm
        wish={outcome === '' ? null : wish}
        words={next ? t('finish_and_call', { number: next.entry.ticket_number }) : t('finish')}
      >
        <Words
          label={t('outcome')}
          usual={[t('outcome_done'), t('outcome_again'), t('outcome_referred'), t('outcome_not_possible')]}
          longest={80}
          onChange={setOutcome}
        />
      </SheetForm>
    </Sheet>
  );
}
