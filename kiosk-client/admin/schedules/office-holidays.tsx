import { useRef, useState } from 'preact/hooks';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { ImportedHolidays, ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { ExceptionForm } from './exception-form.tsx';
import { ExceptionList } from './exception-list.tsx';
import { t } from './texts.ts';

type Props = {
  office: Office;
  exceptions: readonly ScheduleException[];
  today: string;
  mayChange: boolean;
  onDone: () => Promise<void>;
};

/** Days on which a whole office is closed, typed in or taken from a calendar. */
export function OfficeHolidays({ office, exceptions, today, mayChange, onDone }: Props) {
  const [adding, setAdding] = useState(false);
  const [imported, setImported] = useState<ImportedHolidays | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { busy, problem, ask } = useAsking();

  async function take(file: File): Promise<void> {
    setImported(null);
    await ask(async () => {
      // Browsers guess the kind of a file, and some do not know this one.
      const calendar = new Blob([file], { type: 'text/calendar' });
      setImported(await api.post<ImportedHolidays>(`/offices/${office.id}/holidays`, calendar));
      await onDone();
    });
  }

  return (
    <section class="card hours__differ" aria-label={office.name}>
      <h3 class="hours__title">{office.name}</h3>
      <ExceptionList exceptions={exceptions} mayChange={mayChange} onDone={onDone} />
      {imported !== null && (
        <div class="form-notice" role="status">
          <p>{t('imported', { added: imported.added, changed: imported.changed, unchanged: imported.unchanged })}</p>
          {imported.skipped.length > 0 && <p>{t('skipped')}</p>}
          {imported.skipped.map(({ name, reason }, index) => (
            <p key={index} dir="auto">
              {t(`skipped_${reason}`, { name })}
            </p>
          ))}
        </div>
      )}
      {problem !== null && (
        <p class="form-notice form-notice--bad" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {mayChange && (
        <div class="hours__foot">
          <Button onClick={() => setAdding(true)}>{t('add_holiday')}</Button>
          <Button busy={busy} onClick={() => input.current?.click()}>
            {t('import')}
          </Button>
          <input
            ref={input}
            type="file"
            class="unseen"
            tabIndex={-1}
            aria-label={t('import')}
            accept=".ics,text/calendar"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              // The same file may be chosen again.
              currentTarget.value = '';
              if (file) void take(file);
            }}
          />
        </div>
      )}
      {adding && (
        <ExceptionForm
          title={t('add_holiday')}
          kind="closed"
          providerId={null}
          offices={[office]}
          today={today}
          onClose={() => setAdding(false)}
          onDone={onDone}
        />
      )}
    </section>
  );
}
