import { useState } from 'preact/hooks';
import type { ExceptionKind } from '../../../models/vocabulary.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api, newKey } from '../../shared/api.ts';
import { t as shared } from '../../shared/i18n/shared-texts.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Field, SelectField } from '../../shared/ui/field.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { t as admin } from '../texts.ts';
import { t } from './texts.ts';

type Props = {
  title: string;
  kind: ExceptionKind;
  providerId: string | null;
  /** Where extra hours may be; of a holiday the only one. */
  offices: readonly { id: string; name: string }[];
  today: string;
  onClose: () => void;
  onDone: () => Promise<void>;
};

/** Some days that differ: a holiday of an office, somebody's leave, or hours besides the regular ones. */
export function ExceptionForm({ title, kind, providerId, offices, today, onClose, onDone }: Props) {
  const [name, setName] = useState('');
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [whole, setWhole] = useState(kind === 'closed');
  const [times, setTimes] = useState({ from: '09:00', until: '12:00' });
  const [officeId, setOfficeId] = useState(offices[0]?.id ?? '');
  const [key] = useState(newKey);
  const { busy, problem, ask } = useAsking();
  const ofOffice = kind === 'open' || providerId === null;
  const body = {
    name: name.trim(),
    kind,
    provider_id: providerId,
    office_id: ofOffice ? officeId : null,
    from_on: from,
    until_on: until === '' ? from : until,
    from_time: whole ? null : times.from,
    until_time: whole ? null : times.until === '00:00' ? '24:00' : times.until,
  };

  return (
    <Dialog open title={title} onClose={onClose}>
      <form
        class="exception"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(async () => {
            await api.post('/schedule-exceptions', body, { idempotencyKey: wishKey(key, body) });
            await onDone();
            onClose();
          });
        }}
      >
        <Field
          label={t('what')}
          hint={t('what_hint')}
          required
          maxLength={120}
          autocomplete="off"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div class="hours__days">
          <Field
            type="date"
            label={t('from')}
            required
            value={from}
            onInput={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <Field
            type="date"
            label={t('until')}
            min={from}
            value={until}
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
        {kind === 'open' && offices.length > 1 && (
          <SelectField
            label={admin('office')}
            value={officeId}
            onChange={({ currentTarget }) => setOfficeId(currentTarget.value)}
          >
            {offices.map((office) => (
              <option key={office.id} value={office.id}>
                {office.name}
              </option>
            ))}
          </SelectField>
        )}
        {kind === 'closed' && (
          <label class="check">
            <input
              type="checkbox"
              class="check__box"
              checked={whole}
              onChange={({ currentTarget: { checked } }) => setWhole(checked)}
            />
            <span class="check__words">{t('whole_day')}</span>
          </label>
        )}
        {!whole && (
          <div class="hours__days">
            <Field
              type="time"
              label={t('time_from')}
              required
              value={times.from}
              onInput={({ currentTarget: { value } }) => setTimes({ ...times, from: value })}
            />
            <Field
              type="time"
              label={t('time_until')}
              required
              value={times.until}
              onInput={({ currentTarget: { value } }) => setTimes({ ...times, until: value })}
            />
          </div>
        )}
        {problem !== null && (
          <p class="form-notice form-notice--bad" role="alert">
            {refusalWords(problem)}
          </p>
        )}
        <div class="dialog__actions">
          <Button variant="quiet" onClick={onClose}>
            {shared('cancel')}
          </Button>
          <Button type="submit" variant="primary" size="large" busy={busy}>
            {admin('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
