import { useState } from 'preact/hooks';
import { hasCode } from '../../shared/account/problem-at.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api } from '../../shared/api.ts';
import { page } from '../../shared/page.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from './texts.ts';

/** The end of everything, after the address of the organization has been typed in. */
export function CloseOrganization() {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const asking = useAsking();
  const { slug } = page.organization;
  return (
    <section class="card data">
      <h2 class="data__title">{t('close')}</h2>
      <p class="soft">{t('close_about')}</p>
      <div>
        <Button class="use__remove" onClick={() => setOpen(true)}>
          {t('close_now')}
        </Button>
      </div>
      <Dialog open={open} title={t('close_question', { name: page.organization.name })} onClose={() => setOpen(false)}>
        <form
          class="data__form"
          onSubmit={(event) => {
            event.preventDefault();
            void asking.ask(async () => {
              await api.delete('/organization', { confirm: slug });
              location.reload();
            });
          }}
        >
          <p>{t('close_text')}</p>
          <Field
            label={t('type_slug', { slug })}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
          />
          <ProblemNotice problem={asking.problem} />
          {hasCode(asking.problem, 'export_first') && <p>{t('export_first_hint')}</p>}
          <Button type="submit" variant="danger" size="large" busy={asking.busy} disabled={typed.trim() !== slug}>
            {t('close_now')}
          </Button>
          <Button variant="quiet" onClick={() => setOpen(false)}>
            {t('keep_organization')}
          </Button>
        </form>
      </Dialog>
    </section>
  );
}
