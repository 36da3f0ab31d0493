import { useEffect, useState } from 'preact/hooks';
import type { SupportPresent } from '../../../realtime/contract/resources/audit.ts';
import { api } from '../api.ts';
import { formatTime } from '../i18n/format.ts';
import { page } from '../page.ts';
import { t } from './texts.ts';
import './notice.css';

const LOOK_MS = 60_000;

/** Nobody of the platform is inside without everybody seeing it. */
export function SupportBanner() {
  const [inside, setInside] = useState<readonly SupportPresent[]>([]);
  useEffect(() => {
    const look = () =>
      api.get<{ data: SupportPresent[] }>('/support-access/present').then(
        ({ data }) => setInside(data),
        // Without an answer it stays as it was.
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
