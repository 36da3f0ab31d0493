import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { ApiKey, madeApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import type { Usage } from '../../../realtime/contract/resources/usage.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { api } from '../../shared/api.ts';
import { serverNow } from '../../shared/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { addressOf, NEW } from '../address.ts';
import { allows } from '../allows.ts';
import { PageHead } from '../page-head.tsx';
import { Loaded } from './loaded.tsx';
import { NewApiKey } from './new-api-key.tsx';
import { NotInPlan } from './not-in-plan.tsx';
import { scopeName } from './scope-names.ts';
import { ShownOnce } from './shown-once.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { Table } from './table.tsx';
import { t } from './texts.ts';
import { usePages, type Pages } from './use-pages.ts';
import { useRead } from './use-read.ts';
import { when } from './when.ts';

type MadeKey = z.infer<typeof madeApiKey>;

/** For programs that work with the queues: what each may, and when it was last heard of. */
export function ApiKeys({ item, user }: { item: string | null; user: User }) {
  const listing = usePages<ApiKey>('/api-keys');
  const usage = useRead<Usage>('/organization/usage');
  const [made, setMade] = useState<MadeKey | null>(null);

  async function done(answer: MadeKey): Promise<void> {
    setMade(answer);
    location.hash = addressOf('api-keys');
    await listing.again();
  }

  const inPlan = usage.answer?.features.api_keys !== false;
  const mayChange = allows(user, 'api_key.change');
  return (
    <Loaded
      here={listing.rows !== null && usage.answer !== null}
      problem={listing.problem ?? usage.problem}
      again={() => Promise.all([listing.again(), usage.again()])}
    >
      {item === NEW && inPlan && mayChange ? (
        <NewApiKey onMade={done} />
      ) : (
        <KeyList listing={listing} inPlan={inPlan} mayChange={mayChange} made={made} onKept={() => setMade(null)} />
      )}
    </Loaded>
  );
}

type ListProps = {
  listing: Pages<ApiKey>;
  inPlan: boolean;
  mayChange: boolean;
  made: MadeKey | null;
  onKept: () => void;
};

function KeyList({ listing, inPlan, mayChange, made, onKept }: ListProps) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const keys = (listing.rows ?? []).filter(({ revoked_at }) => revoked_at === null);
  const add = mayChange && inPlan && (
    <a class="button button--primary" href={addressOf('api-keys', NEW)}>
      <Icon name="add" /> {t('add_api_key')}
    </a>
  );
  return (
    <>
      <PageHead title={t('api_keys')} about={t('api_keys_about')} action={keys.length > 0 && add} />
      {made && (
        <ShownOnce
          title={t('api_key_made', { name: made.api_key.name })}
          label={t('api_key')}
          text={made.key}
          onKept={onKept}
        >
          <p class="notice-line notice-line--warn">{t('api_key_once')}</p>
        </ShownOnce>
      )}
      {!inPlan && <NotInPlan>{t('api_keys_not_in_plan')}</NotInPlan>}
      {keys.length === 0 && inPlan && (
        <div class="card">
          <Empty title={t('no_api_keys')} action={add}>
            {t('no_api_keys_text')}
          </Empty>
        </div>
      )}
      {keys.length > 0 && (
        <Table
          rows={keys}
          columns={[
            {
              label: t('name'),
              show: ({ name, prefix }) => (
                <>
                  {name}
                  <bdi class="list__below" dir="ltr">
                    {prefix}…
                  </bdi>
                </>
              ),
            },
            { label: t('may'), show: ({ scopes }) => scopes.map(scopeName).join(' · ') },
            {
              label: t('ends'),
              show: ({ expires_at }) => {
                if (expires_at === null) return t('never');
                return Date.parse(expires_at) < serverNow() ? <strong>{t('expired')}</strong> : when(expires_at);
              },
            },
            {
              label: t('last_used'),
              show: ({ last_used_at }) => (last_used_at === null ? t('never') : when(last_used_at)),
            },
          ]}
          actionsLabel={t('actions')}
          {...(mayChange && {
            actions: (key: ApiKey) => <Button onClick={() => setRevoking(key)}>{t('revoke')}</Button>,
          })}
        />
      )}
      {revoking && (
        <SureDialog
          title={t('revoke_question', { name: revoking.name })}
          words={t('revoke')}
          onClose={() => setRevoking(null)}
          run={async () => {
            await api.delete(`/api-keys/${revoking.id}`);
            toast(t('revoked', { name: revoking.name }), { tone: 'good' });
            await listing.again();
          }}
        >
          <p>{t('revoke_text')}</p>
        </SureDialog>
      )}
    </>
  );
}
