import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

/** Where one is, whether it is live, and the way to everything else. */
export function TopBar() {
  const { desk, sheet } = useWork();
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
      <ConnectionBadge status={status} asOf={asOf} timeZone={boards[0]?.queue.time_zone ?? 'UTC'} />
    </header>
  );
}
