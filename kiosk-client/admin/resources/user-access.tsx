import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { resetLink } from '../../../realtime/contract/resources/account.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CopiedText } from '../../shared/ui/copied-text.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from '../texts.ts';

type ResetLink = z.infer<typeof resetLink>;

/** For somebody who cannot get in, or somewhere should not be in any more. */
export function UserAccess({ user }: { user: User }) {
  const [made, setMade] = useState<ResetLink | null>(null);
  const linking = useAsking();
  const ending = useAsking();
  const removing = useAsking();
  const [hasOtp, setHasOtp] = useState(user.otp);
  return (
    <section class="use user-access">
      <h2 class="user-access__title">{t('user_access')}</h2>
      <p class="user-access__about">{t('user_access_about')}</p>
      <ProblemNotice problem={linking.problem ?? ending.problem ?? removing.problem} />
      {made && (
        <div class="user-access__link" role="status">
          <p>
            {made.mailed ? t('reset_link_mailed', { email: user.email }) : t('reset_link_made', { name: user.name })}{' '}
            {t('reset_link_ends', { count: Math.max(1, Math.round(made.expires_in / 3600)) })}
          </p>
          <CopiedText label={t('reset_link')} text={made.link} />
        </div>
      )}
      <div class="user-access__buttons">
        <Button
          busy={linking.busy}
          onClick={() =>
            void linking.ask(async () => setMade(await api.post<ResetLink>(`/users/${user.id}/password-reset`)))
          }
        >
          {t('reset_link')}
        </Button>
        <Button
          busy={ending.busy}
          onClick={() =>
            void ending.ask(async () => {
              await api.delete(`/users/${user.id}/sessions`);
              toast(t('sign_ins_ended', { name: user.name }), { tone: 'good' });
            })
          }
        >
          {t('end_sign_ins')}
        </Button>
        {hasOtp && (
          <Button
            busy={removing.busy}
            onClick={() =>
              void removing.ask(async () => {
                await api.delete(`/users/${user.id}/otp`);
                setHasOtp(false);
                toast(t('otp_removed', { name: user.name }), { tone: 'good' });
              })
            }
          >
            {t('remove_otp')}
          </Button>
        )}
      </div>
    </section>
  );
}
