import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import type { invited, Invitation } from '../../../realtime/contract/resources/invitations.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { roleWords } from '../../shared/account/role-words.ts';
import { api, newKey } from '../../shared/api.ts';
import { serverNow } from '../../shared/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { addressOf, NEW } from '../address.ts';
import { lists, readLists } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { Editor } from '../resources/editor.tsx';
import { scopeFields, scopeWords, rolesUpToOwn } from '../resources/user-scope.ts';
import { Loaded } from './loaded.tsx';
import { More } from './more.tsx';
import { ShownOnce } from './shown-once.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { Table } from './table.tsx';
import { t } from './texts.ts';
import { usePages, type Pages } from './use-pages.ts';
import { onDay } from './when.ts';

type Invited = z.infer<typeof invited>;

/** Who has been asked to come, and has not come yet. */
export function Invitations({ item, user }: { item: string | null; user: User }) {
  const [shown, setShown] = useState<Invited | null>(null);
  const listing = usePages<Invitation>('/invitations');
  const [hasLists, setHasLists] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => void readLists(['offices', 'queues']).then(() => setHasLists(true), setProblem), []);

  async function done(answer: Invited): Promise<void> {
    setShown(answer);
    location.hash = addressOf('invitations');
    await listing.again();
  }

  const here = listing.rows !== null && hasLists;
  return (
    <Loaded here={here} problem={listing.problem ?? problem} again={listing.again}>
      {item === NEW ? (
        <Invite user={user} onInvited={done} />
      ) : (
        <InvitationList listing={listing} shown={shown} onShown={setShown} />
      )}
    </Loaded>
  );
}

type ListProps = {
  listing: Pages<Invitation>;
  shown: Invited | null;
  onShown: (invited: Invited | null) => void;
};

function InvitationList({ listing, shown, onShown }: ListProps) {
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const renewing = useAsking();
  const pending = (listing.rows ?? []).filter(
    ({ accepted_at, revoked_at }) => accepted_at === null && revoked_at === null,
  );
  const invite = (
    <a class="button button--primary" href={addressOf('invitations', NEW)} onClick={() => onShown(null)}>
      <Icon name="add" /> {t('invite')}
    </a>
  );

  async function renew({ id }: Invitation): Promise<void> {
    onShown(await api.post<Invited>(`/invitations/${id}/link`));
    await listing.again();
  }

  return (
    <>
      <PageHead title={t('invitations')} about={t('invitations_about')} action={pending.length > 0 && invite} />
      {shown && (
        <ShownOnce
          title={t('invited', { email: shown.invitation.email })}
          label={t('invitation_link')}
          text={shown.link}
          onKept={() => onShown(null)}
        >
          <p>{shown.mailed ? t('link_mailed') : t('link_not_mailed')}</p>
        </ShownOnce>
      )}
      <ProblemNotice problem={renewing.problem} />
      {pending.length === 0 ? (
        <div class="card">
          <Empty title={t('no_invitations')} action={invite}>
            {t('no_invitations_text')}
          </Empty>
        </div>
      ) : (
        <Table
          rows={pending}
          columns={[
            { label: t('email'), show: ({ email }) => <bdi dir="ltr">{email}</bdi> },
            { label: t('role'), show: ({ role }) => roleWords(role) },
            { label: t('works_for'), show: (one) => scopeWords(one, lists.value) },
            {
              label: t('valid_until'),
              show: ({ expires_at }) =>
                Date.parse(expires_at) < serverNow() ? <strong>{t('expired')}</strong> : onDay(expires_at),
            },
          ]}
          actionsLabel={t('actions')}
          actions={(one) => (
            <>
              <Button disabled={renewing.busy} onClick={() => void renewing.ask(() => renew(one))}>
                {t('new_link')}
              </Button>
              <Button onClick={() => setRevoking(one)}>{t('take_back')}</Button>
            </>
          )}
        />
      )}
      <More listing={listing} />
      {revoking && (
        <SureDialog
          title={t('take_back_question', { email: revoking.email })}
          words={t('take_back')}
          onClose={() => setRevoking(null)}
          run={async () => {
            await api.delete(`/invitations/${revoking.id}`);
            toast(t('taken_back'), { tone: 'good' });
            await listing.again();
          }}
        >
          <p>{t('take_back_text')}</p>
        </SureDialog>
      )}
    </>
  );
}

function Invite({ user, onInvited }: { user: User; onInvited: (invited: Invited) => Promise<void> }) {
  // One wish: pressed again after no answer, nobody is invited twice.
  const [key] = useState(newKey);
  return (
    <>
      <PageHead title={t('invite_title')} back={{ href: addressOf('invitations'), words: t('invitations') }} />
      <Editor
        fields={[
          {
            path: 'email',
            label: t('email'),
            hint: t('invite_email_hint'),
            required: true,
            control: { kind: 'text', type: 'email', ltr: true },
          },
          { path: 'name', label: t('name'), hint: t('invite_name_hint'), control: { kind: 'text', longest: 120 } },
          {
            path: 'role',
            label: t('role'),
            hint: t('role_hint'),
            required: true,
            initial: 'staff',
            control: { kind: 'choice', options: rolesUpToOwn },
          },
          ...scopeFields(),
        ]}
        thing={null}
        user={user}
        saveWords={t('invite')}
        save={async (body) =>
          onInvited(await api.post<Invited>('/invitations', body, { idempotencyKey: wishKey(key, body) }))
        }
        readAgain={() => Promise.reject(new Error('there is nothing to read again'))}
      />
    </>
  );
}
