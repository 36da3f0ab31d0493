import { leftBehind } from './left-behind.ts';
import { primaryAction } from './primary-action.ts';
import { useWork, type Work } from './work-context.ts';

export type Does = Record<
  'next' | 'serve' | 'recall' | 'no_show' | 'finish' | 'goOn' | 'close' | 'closeNow',
  () => void
>;

/** What the buttons and the keys do. Each looks at the board as it is at that moment, and does nothing where it makes no sense. */
export function useDo(): Does {
  return doesOf(useWork());
}

function doesOf(work: Work): Does {
  const { desk, wishes, ask, sheet, leave } = work;
  const action = () => primaryAction(desk.view.value);
  const called = () => {
    const now = action();
    return now.does === 'serve' ? now.present : null;
  };

  function finish(andNext: boolean): void {
    const now = action();
    if (now.does !== 'finish' && now.does !== 'finish_and_call') return;
    if (now.present.board.queue.outcome_required) sheet.value = { kind: 'outcome', andNext };
    else if (andNext && now.does === 'finish_and_call') void ask(wishes.finishAndCallNext(now.present, now.next, null));
    else void ask(wishes.finish(now.present, null));
  }

  async function closeNow(): Promise<void> {
    if (!(await ask(wishes.closeCounter()))) return;
    sheet.value = null;
    leave('closed');
  }

  return {
    close: () => {
      if (leftBehind(desk.view.value.boards, desk.counterId).people > 0) sheet.value = { kind: 'closing' };
      else void closeNow();
    },
    closeNow: () => void closeNow(),
    next: () => {
      const now = action();
      if (now.does === 'call') void ask(wishes.callNext(now.next));
      else if (now.does === 'finish_and_call') finish(true);
    },
    serve: () => {
      const person = called();
      if (person) void ask(wishes.serve(person));
    },
    recall: () => {
      const person = called();
      if (person) void ask(wishes.recall(person));
    },
    no_show: () => {
      const person = called();
      if (person) void ask(wishes.noShow(person));
    },
    finish: () => finish(false),
    goOn: () => void ask(wishes.openCounter({ queue_ids: [...sessionQueues(work)], state: 'open' }, 'continue')),
  };
}

/** The queues that this counter calls from now: another tablet may have changed them since it was opened here. */
export function sessionQueues({ desk }: Work): readonly string[] {
  const now = desk.view.value.boards
    .filter(({ queue }) => queue.counters.some(({ id }) => id === desk.counterId))
    .map(({ queue_id }) => queue_id);
  return now.length > 0 ? now : desk.queueIds;
}
