import type { ComponentChildren } from 'preact';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from '../texts.ts';

type Props = {
  title: string;
  /** What happens, in words. */
  children: ComponentChildren;
  /** On the button that does it. */
  words: string;
  disabled?: boolean;
  onClose: () => void;
  /** @throws ApiProblem, which is shown; otherwise the dialog closes. */
  run: () => Promise<void>;
};

/** A question before something that cannot be taken back. */
export function SureDialog({ title, children, words, disabled = false, onClose, run }: Props) {
  const asking = useAsking();
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="danger"
            size="large"
            busy={asking.busy}
            disabled={disabled}
            onClick={() => void asking.ask(run).then((done) => done && onClose())}
          >
            {words}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('keep')}
          </Button>
        </>
      }
    >
      {children}
      <ProblemNotice problem={asking.problem} />
    </Dialog>
  );
}
