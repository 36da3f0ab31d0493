import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { erased, erasePatient } from '../../../realtime/contract/resources/patients.ts';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Field, SelectField } from '../../shared/ui/field.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { t } from './texts.ts';

type By = 'phone' | 'email' | 'entry_id';
type Wish = z.infer<typeof erasePatient>;

/** Somebody asks to be forgotten. */
export function ErasePatient() {
  const [by, setBy] = useState<By>('phone');
  const [wish, setWish] = useState<{ body: Wish; words: string } | null>(null);
  const [done, setDone] = useState<number | null>(null);
  return (
    <section class="card data">
      <h2 class="data__title">{t('erase')}</h2>
      <p class="soft">{t('erase_about')}</p>
      {done !== null && (
        <p class={done === 0 ? 'notice-line' : 'notice-line notice-line--good'} role="status">
          {done === 0 ? t('erased_nothing') : t('erased', { count: done })}
        </p>
      )}
      <form
        class="data__form"
        onSubmit={(event) => {
          event.preventDefault();
          // A text field of this form.
          const words = (new FormData(event.currentTarget).get('who') as string).trim();
          setDone(null);
          setWish({ body: { [by]: words }, words });
        }}
      >
        <SelectField
          label={t('erase_by')}
          value={by}
          onChange={({ currentTarget: { value } }) => setBy(value as By)} // one of the options below
        >
          <option value="phone">{t('phone')}</option>
          <option value="email">{t('email')}</option>
          <option value="entry_id">{t('entry')}</option>
        </SelectField>
        <WhoField key={by} by={by} />
        <div>
          <Button type="submit">{t('erase_now')}</Button>
        </div>
      </form>
      {wish && (
        <SureDialog
          title={t('erase_question', { who: wish.words })}
          words={t('erase_now')}
          onClose={() => setWish(null)}
          run={async () => {
            const { entries, appointments } = await api.post<z.infer<typeof erased>>('/patients/erasures', wish.body);
            setDone(entries + appointments);
          }}
        >
          <p>{t('erase_text')}</p>
        </SureDialog>
      )}
    </section>
  );
}

function WhoField({ by }: { by: By }) {
  const common = { name: 'who', required: true, autocomplete: 'off', dir: 'ltr' as const };
  switch (by) {
    case 'phone':
      return <Field label={t('phone')} hint={t('phone_hint')} type="tel" {...common} />;
    case 'email':
      return <Field label={t('email')} type="email" {...common} />;
    case 'entry_id':
      return <Field label={t('entry')} hint={t('entry_hint')} pattern="[0-9a-fA-F\-]{36}" {...common} />;
  }
}
