import { useState } from 'preact/hooks';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api, newKey } from '../../shared/api.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { addressOf } from '../address.ts';
import { allows } from '../allows.ts';
import { lists, type ListedDevice } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { t } from '../texts.ts';
import { DeviceHealth } from './device-health.tsx';
import { Editor } from './editor.tsx';
import { fieldsFor } from './fields-for.ts';
import { OfficeEntrance } from './office-entrance.tsx';
import { ProviderCalendar } from './provider-calendar.tsx';
import type { Resource, Thing } from './resource.ts';
import { UserAccess } from './user-access.tsx';

type Props = { resource: Resource; thing: Thing | null; user: User };

/** One thing, or a new one. */
export function ResourceForm({ resource, thing, user }: Props) {
  const list = addressOf(resource.name);
  // One wish: pressed again after no answer, it is the same thing that is made.
  const [key] = useState(newKey);
  const { first } = resource;
  const missing = thing === null && first && !lists.value[first.list]?.some(({ active }) => active);

  async function save(body: Record<string, unknown>, revision: number | null): Promise<void> {
    if (revision === null) {
      await api.post(resource.createPath ?? `/${resource.name}`, body, {
        idempotencyKey: wishKey(key, body),
      });
    } else {
      await api.patch(`/${resource.name}/${thing?.id}`, body, { ifMatch: revision });
    }
    toast(t('saved'), { tone: 'good', seconds: 4 });
    location.hash = list;
  }

  return (
    <div class={resource.name === 'devices' ? 'beside' : undefined}>
      <PageHead
        title={thing?.name ?? resource.newTitle}
        {...(thing?.active && resource.name === 'devices' && { about: t('device_change_about') })}
        back={{ href: list, words: resource.title }}
      />
      {thing?.active && resource.name === 'devices' && (
        // The list of that name holds nothing else.
        <DeviceHealth device={thing as ListedDevice} />
      )}
      {missing ? (
        <p class="form-notice">
          <a href={addressOf(first.list, 'new')}>{first.words}</a>
        </p>
      ) : (
        <Editor
          fields={fieldsFor(resource.fields, thing)}
          allFields={resource.fields}
          thing={thing}
          user={user}
          saveWords={thing ? t('save') : resource.addWords}
          save={save}
          readAgain={() => api.get<Thing>(`/${resource.name}/${thing?.id}`)}
        />
      )}
      {thing?.active && resource.name === 'offices' && (
        <OfficeEntrance office={thing as Office} mayChange={allows(user, 'catalogue.change')} />
      )}
      {thing?.active && resource.name === 'providers' && allows(user, 'calendar.share') && (
        <ProviderCalendar providerId={thing.id} />
      )}
      {thing?.active && resource.name === 'users' && <UserAccess user={thing as User} />}
      {thing && <Use resource={resource} thing={thing} list={list} />}
    </div>
  );
}

/** Out of use, after a question; and back. A device that was unpaired is paired anew. */
function Use({ resource, thing, list }: { resource: Resource; thing: Thing; list: string }) {
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function run(work: () => Promise<unknown>, said: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      toast(said, { tone: 'good', seconds: 4 });
      location.hash = list;
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  if (!thing.active && resource.name === 'devices') return null;
  return (
    <section class="use">
      {problem !== null && !asking && <p class="form-notice form-notice--bad">{refusalWords(problem)}</p>}
      {thing.active ? (
        <Button class="use__remove" onClick={() => setAsking(true)}>
          {resource.remove.words}
        </Button>
      ) : (
        <Button
          busy={busy}
          onClick={() =>
            void run(
              () => api.patch(`/${resource.name}/${thing.id}`, { active: true }, { ifMatch: thing.revision }),
              t('active_again', { name: thing.name }),
            )
          }
        >
          {t('activate')}
        </Button>
      )}
      <Dialog
        open={asking}
        title={resource.remove.question(thing)}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button
              variant="danger"
              size="large"
              busy={busy}
              disabled={resource.remove.typed === true && typed.trim() !== thing.name}
              onClick={() =>
                void run(() => api.delete(`/${resource.name}/${thing.id}`), t('removed', { name: thing.name }))
              }
            >
              {resource.remove.words}
            </Button>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </>
        }
      >
        <p>{resource.remove.text}</p>
        {resource.remove.typed && (
          <Field
            label={t('type_name', { name: thing.name })}
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
        {problem !== null && (
          <p class="form-notice form-notice--bad" role="alert">
            {refusalWords(problem)}
          </p>
        )}
      </Dialog>
    </section>
  );
}
