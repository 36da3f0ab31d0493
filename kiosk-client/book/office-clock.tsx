import { formatTime } from '../shared/i18n/format.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { otherZone } from './own-clock.ts';
import { t } from './texts.ts';

/** Said only to those whose own clock shows something else. */
export function OfficeClock({ moment, office, timeZone }: { moment: string; office: string; timeZone: string }) {
  const own = otherZone(moment, timeZone);
  if (own === null) return null;
  return (
    <p class="hint">
      <Icon name="clock" />
      <span>{t('office_clock', { office, there: formatTime(moment, timeZone), here: formatTime(moment, own) })}</span>
    </p>
  );
}
