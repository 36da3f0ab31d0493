import { useState } from 'preact/hooks';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { SureDialog } from '../settings/sure-dialog.tsx';
import { t } from '../texts.ts';
import type { Resource, Thing } from './resource.ts';

/** For good: whoever wants it back one day switches it off instead. */
export function DeleteMessage({ resource, thing, list }: { resource: Resource; thing: Thing; list: string }) {
  const [open, setOpen] = useState(false);

  async function remove(): Promise<void> {
    await api.delete(`/${resource.name}/${thing.id}`);
    toast(t('removed', { name: thing.name }), { tone: 'good', seconds: 4 });
    location.hash = list;
  }

  const { words, question, text } = resource.remove;
  return (
    <section class="use">
      <Button class="use__remove" onClick={() => setOpen(true)}>
        {words}
      </Button>
      {open && (
        <SureDialog title={question(thing)} words={words} onClose={() => setOpen(false)} run={remove}>
          <p>{text}</p>
        </SureDialog>
      )}
    </section>
  );
}
