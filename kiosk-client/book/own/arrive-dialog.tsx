import { useState } from 'preact/hooks';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { ApiProblem } from '../../shared/api.ts';
import { useAsking } from '../../shared/use-asking.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Entry } from '../entry.tsx';
import { sentenceFor } from '../say-problem.ts';
import { t } from '../texts.ts';
import type { Arrival, OwnBooking } from './own-booking.ts';
import { NoPosition, ownPosition } from './own-position.ts';

type Props = { own: OwnBooking; booking: Booking; open: boolean; onClose: () => void };

/** How somebody shows to be here: by where the telephone is, by the code that hangs at the entrance, or by their word. */
export function ArriveDialog({ own, booking, open, onClose }: Props) {
  const [code, setCode] = useState('');
  const asking = useAsking();
  const [way, setWay] = useState<'place' | 'code' | 'word' | null>(null);

  const arrive = async (by: typeof way, word: () => Promise<Arrival>) => {
    setWay(by);
    const done = await asking.ask(async () => own.arrive(await word()));
    setWay(null);
    if (!done) return;
    onClose();
    const next = own.booking.peek()?.tracking_url ?? null;
    // From here on it is a place in the queue that matters.
    if (next !== null) location.assign(next);
  };

  return (
    <Dialog open={open} title={t('arrive_title')} onClose={onClose}>
      <div class="arrive">
        {asking.problem !== null && !isWrongCode(asking.problem) && (
          <p class="alert" role="alert">
            {asking.problem instanceof NoPosition ? t('no_position') : sentenceFor(asking.problem)}
          </p>
        )}
        {booking.locatable && (
          <>
            <p>{t('arrive_place_text')}</p>
            <Button
              variant="primary"
              size="large"
              wide
              busy={way === 'place'}
              disabled={way !== null && way !== 'place'}
              onClick={() => void arrive('place', ownPosition)}
            >
              {t('arrive_place')}
            </Button>
          </>
        )}
        <form
          class="arrive__code"
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '') void arrive('code', () => Promise.resolve({ premises_code: code.trim() }));
          }}
        >
          <Entry
            id="premises-code"
            label={t('premises_code')}
            hint={t('premises_code_hint')}
            error={isWrongCode(asking.problem) ? t('premises_code_wrong') : undefined}
          >
            {(about) => (
              <input
                {...about}
                class="field__input arrive__input"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                dir="ltr"
                maxLength={12}
                value={code}
                onInput={({ currentTarget }) => setCode(currentTarget.value.toUpperCase())}
              />
            )}
          </Entry>
          <Button
            type="submit"
            size="large"
            wide
            variant={booking.locatable ? 'secondary' : 'primary'}
            busy={way === 'code'}
            disabled={way !== null && way !== 'code'}
          >
            {t('arrive_code')}
          </Button>
        </form>
        {/* Somebody who said so already, or was missed, has to show it. */}
        {booking.status === 'booked' && (
          <Button
            variant="quiet"
            wide
            busy={way === 'word'}
            disabled={way !== null && way !== 'word'}
            onClick={() => void arrive('word', () => Promise.resolve({}))}
          >
            {t('arrive_word')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function isWrongCode(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.errors.some(({ path }) => path === 'body.premises_code');
}
