import type { ComponentChildren } from 'preact';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { t } from '../texts.ts';

type Props = { here: boolean; problem: unknown; again: () => unknown; children: ComponentChildren };

/** What has to be read first: a moment's patience, or why it could not be read. */
export function Loaded({ here, problem, again, children }: Props) {
  if (here) return <>{children}</>;
  if (problem === null) return <p class="loading">{t('one_moment')}</p>;
  return (
    <Empty
      title={refusalWords(problem)}
      action={
        <Button variant="primary" onClick={() => void again()}>
          {t('try_again')}
        </Button>
      }
    />
  );
}
