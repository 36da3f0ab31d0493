import { useState } from 'preact/hooks';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CopiedText } from '../../shared/ui/copied-text.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from '../texts.ts';

/** The booked times for the provider's own calendar: an address that is shown once, and can be ended. */
export function ProviderCalendar({ providerId }: { providerId: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const [ended, setEnded] = useState(false);
  const { busy, problem, ask } = useAsking();
  const path = `/providers/${providerId}/calendar-feed`;
  return (
    <section class="card user-access entrance own-calendar">
      <h2 class="user-access__title">{t('own_calendar')}</h2>
      <p class="user-access__about">{t('own_calendar_about')}</p>
      {url !== null && <CopiedText label={t('own_calendar')} text={url} />}
      <p role="status">{ended ? t('own_calendar_ended') : url !== null && t('own_calendar_once')}</p>
      {problem !== null && (
        <p class="form-notice form-notice--bad" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      <p>
        <Button
          busy={busy}
          onClick={() =>
            void ask(async () => {
              setUrl((await api.post<{ url: string }>(path)).url);
              setEnded(false);
            })
          }
        >
          {t('own_calendar_make')}
        </Button>{' '}
        <Button
          busy={busy}
          onClick={() =>
            void ask(async () => {
              await api.delete(path);
              setUrl(null);
              setEnded(true);
            })
          }
        >
          {t('own_calendar_end')}
        </Button>
      </p>
    </section>
  );
}
