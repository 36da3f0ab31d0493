import { useAsking } from '../shared/use-asking.ts';
import { Button } from '../shared/ui/button.tsx';
import type { Flow } from './flow.ts';
import { sentenceFor } from './say-problem.ts';
import { t } from './texts.ts';

/** The time is not kept any more. What was typed is, and perhaps nobody else has taken it. */
export function HoldOver({ flow, startsAt }: { flow: Flow; startsAt: string }) {
  const { busy, problem, ask } = useAsking();
  return (
    <section class="taken" role="alert">
      <h2 class="taken__title">{t('kept_over')}</h2>
      <p>{t('kept_over_text')}</p>
      {problem !== null && <p>{sentenceFor(problem)}</p>}
      <div class="taken__ways">
        <Button variant="primary" busy={busy} onClick={() => void ask(() => flow.hold(startsAt))}>
          {t('keep_again')}
        </Button>
        <Button onClick={() => flow.to('time')}>{t('other_time')}</Button>
      </div>
    </section>
  );
}
