import { useState } from 'preact/hooks';
import type { Domain } from '../../../realtime/contract/resources/domains.ts';
import type { Usage } from '../../../realtime/contract/resources/usage.ts';
import { hasCode, isAbout } from '../../shared/account/problem-at.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CopiedText } from '../../shared/ui/copied-text.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { PageHead } from '../page-head.tsx';
import { Loaded } from './loaded.tsx';
import { NotInPlan } from './not-in-plan.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { t } from './texts.ts';
import { usePages } from './use-pages.ts';
import { useRead } from './use-read.ts';
import { when } from './when.ts';

/** Addresses of the organization's own, and what has to stand in the DNS to prove them. */
export function Domains() {
  const listing = usePages<Domain>('/domains');
  const usage = useRead<Usage>('/organization/usage');
  const [removing, setRemoving] = useState<Domain | null>(null);
  const inPlan = usage.answer?.features.custom_domain !== false;
  return (
    <Loaded
      here={listing.rows !== null && usage.answer !== null}
      problem={listing.problem ?? usage.problem}
      again={() => Promise.all([listing.again(), usage.again()])}
    >
      <PageHead title={t('domains')} about={t('domains_about')} />
      {inPlan ? <AddDomain onAdded={listing.again} /> : <NotInPlan>{t('domains_not_in_plan')}</NotInPlan>}
      {listing.rows?.map((domain) => (
        <DomainCard key={domain.id} domain={domain} onChange={listing.again} onRemove={() => setRemoving(domain)} />
      ))}
      {removing && (
        <SureDialog
          title={t('remove_domain_question', { host: removing.host })}
          words={t('remove')}
          onClose={() => setRemoving(null)}
          run={async () => {
            await api.delete(`/domains/${removing.id}`);
            toast(t('domain_removed'), { tone: 'good' });
            await listing.again();
          }}
        >
          <p>{t('remove_domain_text')}</p>
        </SureDialog>
      )}
    </Loaded>
  );
}

function AddDomain({ onAdded }: { onAdded: () => Promise<unknown> }) {
  const asking = useAsking();
  const { problem } = asking;
  const taken = hasCode(problem, 'already_taken');
  const wrong = isAbout(problem, 'host') ? t('domain_wrong') : taken ? refusalWords(problem) : undefined;
  return (
    <form
      class="card one-line"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        // A text field of this form.
        const host = (new FormData(form).get('host') as string).trim();
        void asking.ask(async () => {
          await api.post('/domains', { host });
          form.reset();
          await onAdded();
        });
      }}
    >
      <Field
        label={t('domain')}
        hint={t('domain_hint')}
        error={wrong}
        name="host"
        placeholder="queue.clinic.example"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
        dir="ltr"
      />
      <Button type="submit" variant="primary" busy={asking.busy}>
        {t('add_domain')}
      </Button>
      {wrong === undefined && <ProblemNotice problem={problem} />}
    </form>
  );
}

type CardProps = { domain: Domain; onChange: () => Promise<unknown>; onRemove: () => void };

function DomainCard({ domain, onChange, onRemove }: CardProps) {
  const asking = useAsking();
  const { id, host, status, record, checked_at } = domain;
  return (
    <section class="card domain">
      <h2 class="domain__host">
        <bdi dir="ltr">{host}</bdi> <DomainState status={status} />
      </h2>
      {status === 'verified' ? (
        <p class="soft">{t('domain_works')}</p>
      ) : (
        <>
          <p>{status === 'failing' ? t('domain_failing') : t('domain_pending')}</p>
          <dl class="record">
            <dt>{t('record_type')}</dt>
            <dd>
              <bdi dir="ltr">{record.type}</bdi>
            </dd>
            <dt>{t('record_name')}</dt>
            <dd>
              <CopiedText label={t('record_name')} text={record.name} />
            </dd>
            <dt>{t('record_value')}</dt>
            <dd>
              <CopiedText label={t('record_value')} text={record.value} />
            </dd>
          </dl>
        </>
      )}
      {checked_at !== null && <p class="soft">{t('checked', { when: when(checked_at) })}</p>}
      <ProblemNotice problem={asking.problem} />
      <div class="buttons">
        <Button
          variant={status === 'verified' ? 'secondary' : 'primary'}
          busy={asking.busy}
          onClick={() =>
            void asking
              .ask(async () => {
                await api.post(`/domains/${id}/verification`);
                toast(t('domain_verified', { host }), { tone: 'good' });
              })
              .then(onChange)
          }
        >
          {t('check_now')}
        </Button>
        <Button onClick={onRemove}>{t('remove')}</Button>
      </div>
    </section>
  );
}

function DomainState({ status }: { status: Domain['status'] }) {
  switch (status) {
    case 'pending':
      return <span class="state state--warn">{t('domain_state_pending')}</span>;
    case 'verified':
      return <span class="state state--good">{t('domain_state_verified')}</span>;
    case 'failing':
      return <span class="state state--bad">{t('domain_state_failing')}</span>;
  }
}
