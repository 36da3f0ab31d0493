import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Placed } from '../next-person.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { SheetForm } from './sheet.tsx';

const LONGEST = 500;

/** What the next colleague should know. Empty takes it away. */
export function NotePerson({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const before = placed.entry.note ?? '';
  const [note, setNote] = useState(before);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(before.length, before.length);
  }, []);

  return (
    <SheetForm wish={note.trim() === before ? null : wishes.note(placed, note.trim())} words={t('save_note')}>
      <div class="field">
        <label class="field__label" for={id}>
          {t('note')}
        </label>
        <textarea
          ref={field}
          id={id}
          class="field__input note"
          dir="auto"
          rows={4}
          maxLength={LONGEST}
          aria-describedby={`${id}-note`}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <p class="field__note" id={`${id}-note`}>
          {t('note_hint')}
        </p>
      </div>
    </SheetForm>
  );
}
