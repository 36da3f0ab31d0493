import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { CALENDAR } from './calendar/is-calendar-open.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

/** Where one is, whether it is live, and the way to everything else. */
export function TopBar() {
  const { desk, sheet, may } = useWork();
  const { status, asOf, boards, counter } = desk.view.value;
  return (
    <header class="top-bar">
      <button type="button" class="top-bar__counter" onClick={() => (sheet.value = { kind: 'menu' })}>
        <Icon name="menu" />
        <span class="top-bar__where">
          <span class="top-bar__name">{counter?.name ?? desk.counterName}</span>
          <span class="top-bar__queues">{boards.map(({ queue }) => queue.name).join(' · ')}</span>
        </span>
        <span class="unseen">{t('menu')}</span>
      </button>
      {may('appointment.read') && (
        <a class="button button--quiet top-bar__calendar" href={CALENDAR}>
          <Icon name="calendar" /> <span class="top-bar__calendar-words">{t('calendar')}</span>
        </a>
      )}
      <ConnectionBadge status={status} asOf={asOf} timeZone={boards[0]?.queue.time_zone ?? 'UTC'} />
    </header>
  );
}
