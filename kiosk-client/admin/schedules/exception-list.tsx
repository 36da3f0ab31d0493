import { useState } from 'preact/hooks';
import type { ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { daysWords } from './day-words.ts';
import { t } from './texts.ts';

type Props = { exceptions: readonly ScheduleException[]; mayChange: boolean; onDone: () => Promise<void> };

/** A year's holidays of a country, and some more. */
const AT_FIRST = 6;

/** Days to come that differ, the next one first. */
export function ExceptionList({ exceptions, mayChange, onDone }: Props) {
  const { problem, busy, ask } = useAsking();
  const [all, setAll] = useState(false);
  const inOrder = [...exceptions].sort((one, other) => (one.from_on < other.from_on ? -1 : 1));
  const shown = all ? inOrder : inOrder.slice(0, AT_FIRST);
  if (exceptions.length === 0) return <p class="differ__none">{t('none_differ')}</p>;
  return (
    <>
      <ul class="differ">
        {shown.map((exception) => (
          <li key={exception.id} class="differ__one">
            <span class="differ__words">
              <strong>{exception.name}</strong>{' '}
              <span class={exception.kind === 'open' ? 'state state--good' : 'state'}>{kindWords(exception)}</span>
              <br />
              <span class="differ__when">
                {daysWords(exception.from_on, exception.until_on)}
                {exception.from_time !== null && (
                  <>
                    {' · '}
                    <bdi dir="ltr">
                      {exception.from_time}–{exception.until_time}
                    </bdi>
                  </>
                )}
              </span>
            </span>
            {mayChange && (
              <button
                type="button"
                class="button button--quiet"
                aria-label={t('remove', { name: exception.name })}
                disabled={busy}
                onClick={() =>
                  void ask(async () => {
                    await api.delete(`/schedule-exceptions/${exception.id}`);
                    toast(t('removed', { name: exception.name }), { tone: 'good', seconds: 4 });
                    await onDone();
                  })
                }
              >
                <span aria-hidden="true">×</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {!all && inOrder.length > AT_FIRST && (
        <button type="button" class="button button--quiet" onClick={() => setAll(true)}>
          {t('show_all', { count: inOrder.length - AT_FIRST })}
        </button>
      )}
      {problem !== null && (
        <p class="form-notice form-notice--bad" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </>
  );
}

function kindWords({ kind, provider_id }: ScheduleException): string {
  if (kind === 'open') return t('kind_open');
  return provider_id === null ? t('kind_closed') : t('kind_leave');
}
