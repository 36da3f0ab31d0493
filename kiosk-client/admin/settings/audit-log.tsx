import { useState } from 'preact/hooks';
import type { AuditRecord } from '../../../realtime/contract/resources/audit.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { listAll } from '../../shared/list-all.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { SelectField } from '../../shared/ui/field.tsx';
import { PageHead } from '../page-head.tsx';
import { actionWords, NOUNS, nounWords } from './action-words.ts';
import { actorWords } from './actor-words.ts';
import { Details } from './details.tsx';
import { Loaded } from './loaded.tsx';
import { More } from './more.tsx';
import { t } from './texts.ts';
import { usePages } from './use-pages.ts';
import { useOnce } from './use-once.ts';
import { when } from './when.ts';

/** Who changed what, the newest first. */
export function AuditLog() {
  const [noun, setNoun] = useState('');
  const [actor, setActor] = useState('');
  const query = new URLSearchParams({
    limit: '50',
    ...(noun !== '' && { action: `${noun}.` }),
    ...(actor !== '' && { actor_id: actor }),
  });
  const listing = usePages<AuditRecord>(`/audit-log?${query.toString()}`);
  const people = useOnce(() => listAll<User>('/users')) ?? [];
  const { rows } = listing;
  return (
    <>
      <PageHead title={t('audit_log')} about={t('audit_log_about')} />
      <div class="filters">
        <SelectField label={t('filter_what')} value={noun} onChange={({ currentTarget: { value } }) => setNoun(value)}>
          <option value="">{t('everything')}</option>
          {NOUNS.map((one) => (
            <option key={one} value={one}>
              {nounWords(one)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('filter_who')} value={actor} onChange={({ currentTarget: { value } }) => setActor(value)}>
          <option value="">{t('everybody')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <Loaded here={rows !== null} problem={listing.problem} again={listing.again}>
        {rows?.length === 0 ? (
          <div class="card">
            <Empty title={t('nothing_happened')} />
          </div>
        ) : (
          <ol class="log">
            {rows?.map((record) => (
              <Record key={record.id} record={record} />
            ))}
          </ol>
        )}
        <ProblemNotice problem={listing.problem} />
        <More listing={listing} />
      </Loaded>
    </>
  );
}

function Record({ record }: { record: AuditRecord }) {
  const { at, actor, action, before, after, reason, address, request_id } = record;
  const name = after?.['name'] ?? before?.['name'] ?? after?.['email'] ?? after?.['host'] ?? before?.['host'];
  return (
    <li class="log__record">
      <p class="log__what">
        {actionWords(action)}
        {typeof name === 'string' && (
          <>
            {': '}
            <bdi>{name}</bdi>
          </>
        )}
      </p>
      <p class="soft">
        {actorWords(actor)} · {when(at)}
      </p>
      {reason !== null && <p class="log__reason">{t('reason', { reason })}</p>}
      <Details before={before} after={after} facts={{ address, request_id, action }} />
    </li>
  );
}
