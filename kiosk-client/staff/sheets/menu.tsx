import type { StaffBoard } from '../../../realtime/contract/board.ts';
import { screenPath } from '../../shared/page.ts';
import { isSupport, logout } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { LanguagePicker } from '../../shared/ui/language-picker.tsx';
import { LOCK_AFTER_MINUTES, lock, lockAfter, lockByItself } from '../lock.ts';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { useDo } from '../use-do.ts';
import { useWork } from '../work-context.ts';
import { queueWishes } from '../wishes.ts';
import { Choices } from './choices.tsx';
import { Sheet } from './sheet.tsx';

/** The counter, its queues, this device and the person. */
export function Menu() {
  const work = useWork();
  const { desk, sheet, asked, user, may, leave } = work;
  const { counter, boards, status } = desk.view.value;
  const does = useDo();
  const cannot = status !== 'live' || asked.value !== null;
  const working = (name: string) => asked.value?.name === name && asked.value.state === 'working';

  return (
    <Sheet title={counter?.name ?? desk.counterName}>
      <section class="menu">
        <div class="menu__buttons">
          {counter?.state === 'paused' ? (
            <Button variant="primary" busy={working('continue')} disabled={cannot} onClick={does.goOn}>
              {t('continue_work')}
            </Button>
          ) : (
            <Button disabled={cannot} onClick={() => (sheet.value = { kind: 'pause' })}>
              {t('pause_counter')}
            </Button>
          )}
          <Button disabled={asked.value !== null} onClick={() => leave('choose')}>
            {t('change_counter')}
          </Button>
          <Button busy={working('close_counter')} disabled={cannot} onClick={does.close}>
            {t('close_counter')}
          </Button>
        </div>
        <h3 class="menu__title">{t('queues')}</h3>
        <ul class="menu__queues">
          {boards.map((board) => (
            <QueueLine
              key={board.queue_id}
              board={board}
              mayOpen={may('queue.open')}
              cannot={cannot}
              working={working(`queue ${board.queue_id}`)}
            />
          ))}
        </ul>
        <h3 class="menu__title">{user.name}</h3>
        <div class="menu__account">
          <LanguagePicker />
          {!isSupport() && (
            <a class="button button--quiet" href={screenPath('/account')}>
              {t('own_account')}
            </a>
          )}
          <Button variant="quiet" onClick={() => (sheet.value = { kind: 'keys' })}>
            {t('keyboard')}
          </Button>
          {!isSupport() && (
            <Button variant="quiet" onClick={() => lock(user)}>
              {t('lock_now')}
            </Button>
          )}
          <Button variant="quiet" onClick={() => void logout()}>
            {t('sign_out')}
          </Button>
        </div>
        {!isSupport() && (
          <Choices
            label={t('lock_by_itself')}
            value={String(lockAfter.value ?? 'never')}
            onChange={(value) => lockByItself(LOCK_AFTER_MINUTES.find((one) => String(one) === value) ?? null)}
            options={[
              { value: 'never', words: t('never') },
              ...LOCK_AFTER_MINUTES.map((minutes) => ({ value: String(minutes), words: t('minutes', { minutes }) })),
            ]}
          />
        )}
      </section>
    </Sheet>
  );
}

type QueueLineProps = { board: StaffBoard; mayOpen: boolean; cannot: boolean; working: boolean };

function QueueLine({ board: { queue_id: id, queue }, mayOpen, cannot, working }: QueueLineProps) {
  const { ask, sheet } = useWork();
  return (
    <li class="menu__queue">
      <p class="menu__queue-name">
        {queue.name}{' '}
        <span class={queue.status === 'open' ? 'mark' : 'mark mark--late'}>{queueStatusWords(queue.status)}</span>
        {queue.reason !== null && <span class="menu__reason">{queue.reason}</span>}
      </p>
      {mayOpen && (
        <div class="menu__queue-buttons">
          {queue.status === 'open' && (
            <Button disabled={cannot} onClick={() => (sheet.value = { kind: 'pause_queue', queueId: id })}>
              {t('pause')}
            </Button>
          )}
          {queue.status === 'paused' && (
            <Button busy={working} disabled={cannot} onClick={() => void ask(queueWishes.continue(id))}>
              {t('continue_work')}
            </Button>
          )}
          {queue.status === 'closed' ? (
            <Button busy={working} disabled={cannot} onClick={() => void ask(queueWishes.open(id))}>
              {t('open_queue')}
            </Button>
          ) : (
            <Button busy={working} disabled={cannot} onClick={() => void ask(queueWishes.close(id))}>
              {t('close_queue')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
