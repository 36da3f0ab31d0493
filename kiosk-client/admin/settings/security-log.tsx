import { useState } from 'preact/hooks';
import { SECURITY_EVENTS, type SecurityEvent } from '../../../models/vocabulary.ts';
import type { SecurityRecord } from '../../../realtime/contract/resources/audit.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { SelectField } from '../../shared/ui/field.tsx';
import { PageHead } from '../page-head.tsx';
import { actorWords } from './actor-words.ts';
import { Details } from './details.tsx';
import { Loaded } from './loaded.tsx';
import { More } from './more.tsx';
import { t } from './texts.ts';
import { usePages } from './use-pages.ts';
import { when } from './when.ts';

/** Who tried what, and who was kept out. */
export function SecurityLog() {
  const [event, setEvent] = useState('');
  const listing = usePages<SecurityRecord>(`/security-log?limit=50${event === '' ? '' : `&event=${event}`}`);
  const { rows } = listing;
  return (
    <>
      <PageHead title={t('security_log')} about={t('security_log_about')} />
      <div class="filters">
        <SelectField
          label={t('filter_what')}
          value={event}
          onChange={({ currentTarget: { value } }) => setEvent(value)}
        >
          <option value="">{t('everything')}</option>
          {SECURITY_EVENTS.map((one) => (
            <option key={one} value={one}>
              {eventWords(one)}
            </option>
          ))}
        </SelectField>
      </div>
      <Loaded here={rows !== null} problem={listing.problem} again={listing.again}>
        {rows?.length === 0 ? (
          <div class="card">
            <Empty title={t('nothing_suspicious')}>{t('nothing_suspicious_text')}</Empty>
          </div>
        ) : (
          <ol class="log">
            {rows?.map((record) => (
              <li key={record.id} class="log__record">
                <p class="log__what">{eventWords(record.event)}</p>
                <p class="soft">
                  {actorWords(record.actor)} · {when(record.at)}
                  {record.address !== null && (
                    <>
                      {' · '}
                      <bdi dir="ltr">{record.address}</bdi>
                    </>
                  )}
                </p>
                <Details before={null} after={record.details} facts={{ request_id: record.request_id }} />
              </li>
            ))}
          </ol>
        )}
        <ProblemNotice problem={listing.problem} />
        <More listing={listing} />
      </Loaded>
    </>
  );
}

function eventWords(event: SecurityEvent): string {
  switch (event) {
    case 'wrong_organization':
      return t('event_wrong_organization');
    case 'refresh_token_reused':
      return t('event_refresh_token_reused');
    case 'login_failed':
      return t('event_login_failed');
    case 'login_blocked':
      return t('event_login_blocked');
    case 'otp_failed':
      return t('event_otp_failed');
    case 'pairing_failed':
      return t('event_pairing_failed');
    case 'check_in_blocked':
      return t('event_check_in_blocked');
    case 'signed_in_elsewhere':
      return t('event_signed_in_elsewhere');
    case 'plan_limit_reached':
      return t('event_plan_limit_reached');
  }
}
