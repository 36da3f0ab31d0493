import { Button } from '../../shared/ui/button.tsx';
import { t } from '../texts.ts';

export function SkipButton({ skip }: { skip: () => void }) {
  return (
    <Button variant="quiet" size="large" onClick={skip}>
      {t('guide_skip')}
    </Button>
  );
}
