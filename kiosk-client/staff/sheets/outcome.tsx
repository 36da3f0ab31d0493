import { primaryAction } from '../primary-action.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Picks } from './picks.tsx';
import { Sheet } from './sheet.tsx';

/** This queue wants to know how it ended. */
export function Outcome({ andNext }: { andNext: boolean }) {
  const { desk, wishes } = useWork();
  const action = primaryAction(desk.view.value);
  if (action.does !== 'finish' && action.does !== 'finish_and_call') return null;

  const next = andNext && action.does === 'finish_and_call' ? action.next : null;
  const submit = next ? t('finish_and_call', { number: next.entry.ticket_number }) : t('finish');
  const wish = (outcome: string) =>
    next ? wishes.finishAndCallNext(action.present, next, outcome) : wishes.finish(action.present, outcome);
  return (
    <Sheet title={t('outcome_title', { number: action.present.entry.ticket_number })}>
      <Picks
        label={submit}
        picks={[t('outcome_done'), t('outcome_again'), t('outcome_referred'), t('outcome_not_possible')].map(
          (words) => ({
            words,
            wish: wish(words),
          }),
        )}
        other={{ longest: 80, submit, wish }}
      />
    </Sheet>
  );
}
