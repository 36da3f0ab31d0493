import { useEffect, useState } from 'preact/hooks';
import type { Permission } from '../../../models/vocabulary.ts';
import type { Calendar } from '../../shared/calendar/calendar.tsx';
import { t as shared } from '../../shared/i18n/shared-texts.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { Toasts } from '../../shared/ui/toast.tsx';
import { t } from '../texts.ts';

type Part = { Calendar: typeof Calendar };
type Props = { may: (permission: Permission) => boolean; officeId: string | null };

/** The calendar in the place of the counter; a file of its own, so that the first call of the day does not wait for it. */
export function CalendarScreen({ may, officeId }: Props) {
  const [part, setPart] = useState<Part | 'lost' | null>(null);
  useEffect(() => {
    void import('../../shared/calendar/calendar.tsx').then(setPart, () => setPart('lost'));
  }, []);
  return (
    <div class="calendar-screen">
      <header class="top-bar">
        <a class="button button--quiet" href="#/">
          <Icon name="back" /> {t('back_to_work')}
        </a>
        <h1 class="calendar-screen__title">{t('calendar')}</h1>
      </header>
      <main class="calendar-screen__main">
        {part === null && <p class="waiting-for-server">{t('one_moment')}</p>}
        {part === 'lost' && (
          <Empty
            title={shared('offline')}
            action={
              // A newer build has other names for its files.
              <Button variant="primary" onClick={() => location.reload()}>
                {t('try_again')}
              </Button>
            }
          />
        )}
        {part !== null && part !== 'lost' && <part.Calendar may={may} {...(officeId !== null && { officeId })} />}
      </main>
      <Toasts />
    </div>
  );
}
