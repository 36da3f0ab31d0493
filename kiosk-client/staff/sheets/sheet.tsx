import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import type { Wish } from '../asking.ts';
import { Notices } from '../notices.tsx';
import { t } from '../texts.ts';
import './sheets.css';
import { useWork } from '../work-context.ts';

/** A dialog over the work screen; what became of the last press is said inside it too. */
export function Sheet({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ComponentChildren;
}) {
  const { sheet, dismiss, asked, letGo } = useWork();
  // What was refused before has nothing to do with this.
  useEffect(dismiss, []);
  const close = () => {
    dismiss();
    if (asked.value?.state === 'unconfirmed') letGo();
    sheet.value = null;
  };
  return (
    <Dialog
      open
      title={title}
      wide={wide}
      onClose={close}
      actions={
        <Button variant="quiet" onClick={close}>
          {t('close')}
        </Button>
      }
    >
      <div class={wide ? 'sheet sheet--wide' : 'sheet'}>
        {children}
        <Notices onlyProblems />
      </div>
    </Dialog>
  );
}

type FormProps = {
  /** null: something is still missing. */
  wish: Wish | null;
  words: string;
  danger?: boolean;
  /** What it answers is shown in the same place. */
  stay?: boolean;
  children: ComponentChildren;
};

/** A form that asks for one thing and closes when it is done. */
export function SheetForm({ wish, words, danger = false, stay = false, children }: FormProps) {
  const { ask, asked, sheet, desk } = useWork();
  const cannot = desk.view.value.status !== 'live';
  const submit = async (wanted: Wish) => {
    const here = sheet.value;
    if ((await ask(wanted)) && !stay && sheet.value === here) sheet.value = null;
  };
  return (
    <form
      class="sheet__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wish) void submit(wish);
      }}
    >
      {children}
      <Button
        type="submit"
        variant={danger ? 'danger' : 'primary'}
        size="large"
        wide
        busy={asked.value?.state === 'working'}
        disabled={wish === null || cannot || asked.value !== null}
      >
        {words}
      </Button>
    </form>
  );
}
