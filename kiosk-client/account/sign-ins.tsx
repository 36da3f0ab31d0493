import { useEffect, useState } from 'preact/hooks';
import type { SignedInAt } from '../../realtime/contract/resources/account.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { api } from '../shared/api.ts';
import { formatMoment } from '../shared/i18n/format.ts';
import { page } from '../shared/page.ts';
import { Button } from '../shared/ui/button.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { browserName } from './browser-name.ts';
import { t } from './texts.ts';

/** Where the person is signed in, and the way to end what is not theirs. */
export function SignIns() {
  const [signIns, setSignIns] = useState<readonly SignedInAt[] | null>(null);
  const [ending, setEnding] = useState<string | null>(null);
  const asking = useAsking();

  const read = async () => {
    const { data } = await api.get<{ data: SignedInAt[] }>('/account/sessions');
    setSignIns(data);
  };
  useEffect(() => void asking.ask(read), []);

  async function end(id: string | null): Promise<void> {
    setEnding(id ?? 'others');
    const ended = await asking.ask(async () => {
      await api.delete(id === null ? '/account/sessions' : `/account/sessions/${id}`);
      await read();
    });
    setEnding(null);
    if (ended) toast(t('sign_in_ended'), { tone: 'good' });
  }

  const others = signIns?.filter(({ current }) => !current) ?? [];
  return (
    <section class="card account__card" id="sign-ins">
      <h2 class="account__heading">{t('sign_ins')}</h2>
      <p class="soft">{t('sign_ins_about')}</p>
      <ProblemNotice problem={asking.problem} />
      <ul class="sign-ins">
        {signIns?.map(({ id, current, began_at, last_used_at, address, user_agent }) => (
          <li key={id} class="sign-ins__one">
            <div>
              <p class="sign-ins__device">
                {browserName(user_agent) ?? t('unknown_device')}{' '}
                {current && <span class="state state--good">{t('this_one')}</span>}
              </p>
              <p class="soft">
                {t('last_used', { when: formatMoment(last_used_at, page.organization.time_zone) })}
                {' · '}
                {t('began', { when: formatMoment(began_at, page.organization.time_zone) })}
                {address !== null && (
                  <>
                    {' · '}
                    <bdi dir="ltr">{address}</bdi>
                  </>
                )}
              </p>
            </div>
            {!current && (
              <Button busy={ending === id} disabled={ending !== null} onClick={() => void end(id)}>
                {t('end_sign_in')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <div>
          <Button busy={ending === 'others'} disabled={ending !== null} onClick={() => void end(null)}>
            {t('end_others')}
          </Button>
        </div>
      )}
    </section>
  );
}
