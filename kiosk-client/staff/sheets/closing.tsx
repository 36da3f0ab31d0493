import { Button } from '../../shared/ui/button.tsx';
import { leftBehind } from '../left-behind.ts';
import { t } from '../texts.ts';
import { useDo } from '../use-do.ts';
import { useWork } from '../work-context.ts';
import { queueWishes } from '../wishes.ts';
import { Sheet } from './sheet.tsx';

/** The last one who calls wants to go, and people wait: nobody new should come, or somebody has to know. */
export function Closing() {
  const { desk, ask, asked, sheet, may } = useWork();
  const { closeNow } = useDo();
  const { boards, people } = leftBehind(desk.view.value.boards, desk.counterId);
  const open = boards.filter(({ queue }) => queue.status !== 'closed');
  const mayStop = may('queue.open') && open.length > 0;
  const cannot = desk.view.value.status !== 'live' || asked.value?.state === 'working';
  const working = (name: string) => asked.value?.state === 'working' && asked.value.name.split(' ')[0] === name;

  async function stopTickets(): Promise<void> {
    for (const { queue_id } of open) if (!(await ask(queueWishes.close(queue_id)))) return;
    sheet.value = null;
  }

  return (
    <Sheet title={mayStop ? t('stop_tickets_title', { count: people }) : t('still_waiting', { count: people })}>
      <p>{t('nobody_else_calls', { queues: boards.map(({ queue }) => queue.name).join(', ') })}</p>
      {mayStop && (
        <Button
          variant="primary"
          size="large"
          wide
          busy={working('queue')}
          disabled={cannot && !working('queue')}
          onClick={() => void stopTickets()}
        >
          {t('stop_tickets')}
        </Button>
      )}
      <Button
        size="large"
        wide
        busy={working('close_counter')}
        disabled={cannot && !working('close_counter')}
        onClick={closeNow}
      >
        {t('close_all_the_same')}
      </Button>
    </Sheet>
  );
}
