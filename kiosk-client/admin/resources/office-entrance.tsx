import { useState } from 'preact/hooks';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from '../texts.ts';

/** What hangs at the entrance, so that whoever types it is there; a new one when it has gone round. */
export function OfficeEntrance({ office, mayChange }: { office: Office; mayChange: boolean }) {
  const [code, setCode] = useState(office.premises_code);
  const { busy, problem, ask } = useAsking();
  return (
    <section class="card user-access entrance">
      <h2 class="user-access__title">{t('premises_code')}</h2>
      <p class="user-access__about">{t('premises_code_about')}</p>
      <p class="entrance__code number" role="status">
        <bdi dir="ltr">{code ?? '–'}</bdi>
      </p>
      {problem !== null && (
        <p class="form-notice form-notice--bad" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {mayChange && (
        <Button
          busy={busy}
          onClick={() =>
            void ask(async () =>
              setCode((await api.post<Office>(`/offices/${office.id}/premises-codes`)).premises_code),
            )
          }
        >
          {t('premises_code_new')}
        </Button>
      )}
    </section>
  );
}
