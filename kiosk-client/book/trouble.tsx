import { t as shared } from '../shared/i18n/shared-texts.ts';
import { Button } from '../shared/ui/button.tsx';
import { sentenceFor } from './say-problem.ts';

/** Nothing can be shown: why, and another try. */
export function Trouble({ problem, again }: { problem: unknown; again: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p>{sentenceFor(problem)}</p>
      <Button variant="primary" onClick={again}>
        {shared('try_again')}
      </Button>
    </div>
  );
}
