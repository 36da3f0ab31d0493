import { useEffect, useState } from 'preact/hooks';
import type { SupportAccess } from '../../../realtime/contract/resources/audit.ts';
import { api } from '../api.ts';
import { serverNow } from '../clock.ts';
import { formatTime } from '../i18n/format.ts';
import { page } from '../page.ts';
import { t } from './texts.ts';
import './notice.css';

const LOOK_MS = 60_000;

/** Nobody of the platform is inside without everybody seeing it. */
export function SupportBanner() {
  const [inside, setInside] = useState<readonly SupportAccess[]>([]);
  useEffect(() => {
    const look = () =>
      api.get<{ data: SupportAccess[] }>('/support-access').then(
        ({ data }) => setInside(data.filter(isInside)),
        // Whoever may not ask, is not told; without an answer it stays as it was.
        () => undefined,
      );
    void look();
    const again = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(again);
  }, []);

  return (
    <>
      {inside.map(({ id, operator, ends_at, reason }) => (
        <p key={id} class="notice-line notice-line--warn support-banner" role="status">
          {t('support_banner', { operator, time: formatTime(ends_at, page.organization.time_zone), reason })}
        </p>
      ))}
    </>
  );
}

function isInside({ ended_at, ends_at }: SupportAccess): boolean {
  return ended_at === null && Date.parse(ends_at) > serverNow();
}
