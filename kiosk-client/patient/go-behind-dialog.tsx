import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { t } from './texts.ts';
import { useWish } from './use-wish.ts';

type Props = { open: boolean; left: number; ask: () => Promise<void>; onClose: () => void };

/** Whether somebody means it: a few others go first. */
export function GoBehindDialog({ open, left, ask: letOthersFirst, onClose }: Props) {
  const { busy, ask } = useWish();
  const yes = async () => {
    await ask(letOthersFirst, () => toast(t('snoozed'), { tone: 'good' }));
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={t('snooze_title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" size="large" busy={busy} onClick={() => void yes()}>
            {t('snooze_yes')}
          </Button>
          <Button size="large" onClick={onClose}>
            {t('stay')}
          </Button>
        </>
      }
    >
      <p>
        {t('snooze_text')} {t('snoozes_left', { count: left })}
      </p>
    </Dialog>
  );
}
