import { useState } from 'preact/hooks';
import type { SupportAccess as Access } from '../../../realtime/contract/resources/audit.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { roleWords } from '../../shared/account/role-words.ts';
import { api } from '../../shared/api.ts';
import { serverNow } from '../../shared/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { allows } from '../allows.ts';
import { PageHead } from '../page-head.tsx';
import { Loaded } from './loaded.tsx';
import { More } from './more.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { Table } from './table.tsx';
import { t } from './texts.ts';
import { usePages } from './use-pages.ts';
import { when } from './when.ts';

/** When somebody of the platform was inside, and why. */
export function SupportAccess({ user }: { user: User }) {
  const listing = usePages<Access>('/support-access');
  const [ending, setEnding] = useState<Access | null>(null);
  const { rows } = listing;
  return (
    <Loaded here={rows !== null} problem={listing.problem} again={listing.again}>
      <PageHead title={t('support_access')} about={t('support_access_about')} />
      {rows?.length === 0 ? (
        <div class="card">
          <Empty title={t('no_support_access')} />
        </div>
      ) : (
        <Table
          rows={rows ?? []}
          columns={[
            { label: t('operator'), show: ({ operator }) => operator },
            { label: t('why'), show: ({ reason }) => reason },
            { label: t('role'), show: ({ role }) => roleWords(role) },
            { label: t('from'), show: ({ starts_at }) => when(starts_at) },
            {
              label: t('until'),
              show: (one) =>
                isInside(one) ? (
                  <strong>{t('inside_until', { when: when(one.ends_at) })}</strong>
                ) : (
                  when(one.ended_at ?? one.ends_at)
                ),
            },
          ]}
          actionsLabel={t('actions')}
          actions={(one) =>
            isInside(one) &&
            allows(user, 'organization.change') && <Button onClick={() => setEnding(one)}>{t('end_now')}</Button>
          }
        />
      )}
      <More listing={listing} />
      {ending && (
        <SureDialog
          title={t('end_support_question', { operator: ending.operator })}
          words={t('end_now')}
          onClose={() => setEnding(null)}
          run={async () => {
            await api.delete(`/support-access/${ending.id}`);
            toast(t('support_ended'), { tone: 'good' });
            await listing.again();
          }}
        >
          <p>{t('end_support_text')}</p>
        </SureDialog>
      )}
    </Loaded>
  );
}

function isInside({ ended_at, ends_at }: Access): boolean {
  return ended_at === null && Date.parse(ends_at) > serverNow();
}
