import type { User } from '../../../realtime/contract/resources/users.ts';
import { Calendar } from '../../shared/calendar/calendar.tsx';
import { allows } from '../allows.ts';
import { PageHead } from '../page-head.tsx';
import { t } from '../texts.ts';

/** Everybody's appointments, at a desk. */
export function CalendarPage({ user }: { user: User }) {
  return (
    <>
      <PageHead title={t('calendar')} />
      <Calendar may={(permission) => allows(user, permission)} />
    </>
  );
}
