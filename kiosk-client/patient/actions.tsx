import { useSignal } from '@preact/signals';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { openSound, ready } from './alarm.ts';
import { say } from './say-problem.ts';
import { t } from './texts.ts';
import type { Visit } from './visit.ts';
import type { VisitView } from './visit-view.ts';

export function Actions({ view, visit }: { view: VisitView; visit: Visit }) {
  const asked = useSignal<'snooze' | 'leave' | null>(null);
  const busy = useSignal(false);
  const close = () => {
    asked.value = null;
  };
  const run = async (work: () => Promise<void>, done: () => void) => {
    busy.value = true;
    try {
      await work();
      done();
    } catch (problem) {
      say(problem);
    }
    busy.value = false;
    close();
  };

  return (
    <section class="actions">
      {ready.value ? (
        <p class="actions__ring">
          <Bell /> {t('ring_on')}
        </p>
      ) : (
        <Button wide onClick={() => void openSound()}>
          <Bell /> {t('ring')}
        </Button>
      )}
      {view.snoozesLeft > 0 && (
        <Button wide onClick={() => (asked.value = 'snooze')}>
          {t('snooze')}
        </Button>
      )}
      <Button wide variant="quiet" class="actions__leave" onClick={() => (asked.value = 'leave')}>
        {t('leave')}
      </Button>

      <Dialog
        open={asked.value === 'snooze'}
        title={t('snooze_title')}
        onClose={close}
        actions={
          <>
            <Button
              variant="primary"
              size="large"
              busy={busy.value}
              onClick={() => void run(visit.snooze, () => toast(t('snoozed'), { tone: 'good' }))}
            >
              {t('snooze_yes')}
            </Button>
            <Button size="large" onClick={close}>
              {t('stay')}
            </Button>
          </>
        }
      >
        <p>
          {t('snooze_text')} {t('snoozes_left', { count: view.snoozesLeft })}
        </p>
      </Dialog>
      <Dialog
        open={asked.value === 'leave'}
        title={t('leave_title')}
        onClose={close}
        actions={
          <>
            <Button size="large" onClick={close}>
              {t('stay')}
            </Button>
            <Button
              variant="danger"
              size="large"
              busy={busy.value}
              onClick={() => void run(visit.leave, () => undefined)}
            >
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

function Bell() {
  return (
    <svg class="bell" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M6 10a6 6 0 0112 0c0 5 2 6 2 7H4c0-1 2-2 2-7M10 20a2 2 0 004 0" />
    </svg>
  );
}
