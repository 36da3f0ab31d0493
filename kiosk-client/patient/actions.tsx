import { useSignal } from '@preact/signals';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { GoBehindDialog } from './go-behind-dialog.tsx';
import { TellMe } from './tell-me.tsx';
import { t } from './texts.ts';
import { useWish } from './use-wish.ts';
import type { Visit } from './visit.ts';
import type { VisitView } from './visit-view.ts';

export function Actions({ view, visit }: { view: VisitView; visit: Visit }) {
  const asked = useSignal<'snooze' | 'leave' | null>(null);
  const { busy, ask } = useWish();
  const close = () => {
    asked.value = null;
  };
  const leave = async () => {
    await ask(visit.leave);
    close();
  };

  return (
    <section class="actions">
      <TellMe token={visit.token} />
      {view.snoozesLeft > 0 && (
        <Button wide onClick={() => (asked.value = 'snooze')}>
          {t('snooze')}
        </Button>
      )}
      <Button wide variant="quiet" class="actions__leave" onClick={() => (asked.value = 'leave')}>
        {t('leave')}
      </Button>

      <GoBehindDialog open={asked.value === 'snooze'} left={view.snoozesLeft} ask={visit.snooze} onClose={close} />
      <Dialog
        open={asked.value === 'leave'}
        title={t('leave_title')}
        onClose={close}
        actions={
          <>
            <Button size="large" onClick={close}>
              {t('stay')}
            </Button>
            <Button variant="danger" size="large" busy={busy} onClick={() => void leave()}>
              {t('leave_yes')}
            </Button>
          </>
        }
      >
        <p>{t('leave_text')}</p>
      </Dialog>
    </section>
  );
}
