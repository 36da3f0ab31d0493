import { refusalWords } from '../shared/account/refusal-words.ts';
import { ApiProblem } from '../shared/api.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';
import type { UndoableMove } from '../../models/rules/entry-lifecycle.ts';

/** What became of the last press: not confirmed, refused, or done and still to be taken back. One thing at a time. */
export function Notices({ onlyProblems = false }: { onlyProblems?: boolean }) {
  const { desk, asked, refusal, undoable, calledByOthers, tryAgain, letGo, dismiss, takeBack, may, user } = useWork();
  const { status, asOf, boards, counter, present } = desk.view.value;
  const zone = boards[0]?.queue.time_zone ?? 'UTC';

  if (asked.value?.state === 'unconfirmed') {
    return (
      <div class="notice notice--warn" role="alert">
        <span class="notice__words">{t('not_confirmed')}</span>
        <button type="button" class="notice__action" onClick={letGo}>
          {t('leave_it')}
        </button>
        <button type="button" class="notice__action notice__action--strong" onClick={tryAgain}>
          {t('try_again')}
        </button>
      </div>
    );
  }
  if (refusal.value !== null) {
    return (
      <div class="notice notice--bad" role="alert">
        <span class="notice__words">{noWords()}</span>
        <button type="button" class="notice__action" onClick={dismiss}>
          {t('ok')}
        </button>
      </div>
    );
  }
  if (status === 'stale' || status === 'reconnecting') {
    return (
      <div class="notice notice--warn" role="status">
        <span class="notice__words">
          {status === 'stale' && asOf ? t('offline_since', { time: formatTime(asOf, zone) }) : t('reconnecting')}
        </span>
      </div>
    );
  }
  if (onlyProblems) return null;
  // Whoever is on the way was told where to go: they are put back in the queue.
  const isExpected = undoable.value?.move === 'call' && present?.entry.coming === true;
  if (undoable.value && !isExpected && may('entry.undo')) {
    const { move, ticketNumber } = undoable.value;
    return (
      <div key={`${move} ${ticketNumber}`} class="notice notice--done" role="status">
        <span class="notice__words">{doneWords(move, ticketNumber)}</span>
        <button
          type="button"
          class="notice__action notice__action--strong"
          disabled={asked.value !== null}
          onClick={takeBack}
        >
          {t('undo')}
        </button>
        <span class="notice__time" aria-hidden="true" />
      </div>
    );
  }
  if (calledByOthers.value !== null && present?.entry.ticket_number === calledByOthers.value) {
    return (
      <div class="notice" role="status">
        <span class="notice__words">{t('called_by_others', { number: calledByOthers.value })}</span>
      </div>
    );
  }
  if (counter !== null && counter.user_id !== null && counter.user_id !== user.id) {
    return (
      <div class="notice notice--warn" role="status">
        <span class="notice__words">{t('used_by_others', { counter: counter.name })}</span>
      </div>
    );
  }
  return null;

  /** Two tablets, one counter: the other one was quicker. */
  function noWords(): string {
    const isBusy = refusal.value instanceof ApiProblem && refusal.value.code === 'counter_busy';
    if (isBusy && present) return t('called_by_others', { number: present.entry.ticket_number });
    return refusalWords(refusal.value);
  }
}

function doneWords(move: UndoableMove, number: string): string {
  switch (move) {
    case 'call':
      return t('done_call', { number });
    case 'serve':
      return t('done_serve', { number });
    case 'finish':
      return t('done_finish', { number });
    case 'no_show':
      return t('done_no_show', { number });
    case 'park':
      return t('done_park', { number });
    case 'resume':
      return t('done_resume', { number });
    case 'move':
      return t('done_move', { number });
    case 'cancel':
      return t('done_cancel', { number });
    case 'transfer':
      return t('done_transfer', { number });
    case 'return':
      return t('done_return', { number });
  }
}
