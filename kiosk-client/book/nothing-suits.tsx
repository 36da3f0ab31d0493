import { Button } from '../shared/ui/button.tsx';
import type { Flow } from './flow.ts';
import { t } from './texts.ts';

export function NothingSuits({ flow }: { flow: Flow }) {
  return (
    <aside class="suits">
      <p class="suits__words">{t('nothing_suits')}</p>
      <Button onClick={() => flow.to('wait')}>{t('tell_me')}</Button>
    </aside>
  );
}
