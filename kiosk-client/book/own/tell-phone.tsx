import { useEffect, useState } from 'preact/hooks';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { ApiProblem } from '../../shared/api.ts';
import { useAsking } from '../../shared/use-asking.ts';
import { toast } from '../../shared/ui/toast.tsx';
import { sentenceFor } from '../say-problem.ts';
import { t } from '../texts.ts';
import { canTell, isTold, tellNoMore, tellStill, tellThisPhone } from './this-phone.ts';

type Props = { token: string; booking: Booking; disabled: boolean };

/** Whether this browser says it when the appointment is near, moved, cancelled, or a time has become free. */
export function TellPhone({ token, booking, disabled }: Props) {
  const { busy, ask } = useAsking();
  const [can, setCan] = useState(canTell);
  const [told, setTold] = useState(() => isTold(token));
  useEffect(() => {
    if (told) void tellStill(token, booking).catch(() => undefined);
  }, [token, booking.starts_at]);
  if (can === 'no') return null;

  const change = (wanted: boolean) =>
    ask(async () => {
      try {
        if (!wanted) await tellNoMore(token);
        const done = wanted && (await tellThisPhone(token, booking));
        setTold(done);
        setCan(canTell());
        if (wanted && !done && canTell() === 'yes') toast(t('tell_phone_failed'), { tone: 'bad' });
      } catch (problem) {
        // A browser without a push service says so in its own words.
        toast(problem instanceof ApiProblem ? sentenceFor(problem) : t('tell_phone_failed'), { tone: 'bad' });
      }
    });
  return (
    <div class="check--card">
      <label class="check">
        <input
          type="checkbox"
          class="check__box"
          checked={told}
          disabled={disabled || busy || can === 'blocked'}
          aria-describedby={can === 'blocked' ? 'tell-phone-blocked' : undefined}
          onChange={({ currentTarget }) => void change(currentTarget.checked)}
        />
        <span>{t('tell_phone')}</span>
      </label>
      {can === 'blocked' && (
        <p class="check__hint" id="tell-phone-blocked">
          {t('tell_phone_blocked')}
        </p>
      )}
    </div>
  );
}
