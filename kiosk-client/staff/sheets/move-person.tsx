import { useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import type { Placed } from '../next-person.ts';
import { waitingInOrder } from '../next-person.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Picks } from './picks.tsx';

/** Up or down among those who wait in the person's own queue: the place first, then the reason, which does it. */
export function MovePerson({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const line = waitingInOrder([placed.board]);
  const now = line.findIndex(({ entry }) => entry.id === placed.entry.id) + 1;
  const [wanted, setWanted] = useState<number | null>(null);
  const position = Math.min(Math.max(wanted ?? now, 1), Math.max(line.length, 1));
  const stays = now === 0 || position === now;
  const wish = (reason: string) => wishes.moveTo(placed, position, reason);

  return (
    <>
      <div class="stepper">
        <Button disabled={position <= 1} onClick={() => setWanted(position - 1)}>
          <Icon name="up" /> {t('earlier')}
        </Button>
        <p class="stepper__value" aria-live="polite">
          <bdi class="stepper__number number">{position}</bdi>
          <span class="stepper__note">{t('position_now', { position: now, count: line.length })}</span>
        </p>
        <Button disabled={position >= line.length} onClick={() => setWanted(position + 1)}>
          <Icon name="down" /> {t('later')}
        </Button>
      </div>
      {stays ? (
        <p class="moves__none">{t('choose_place')}</p>
      ) : (
        <Picks
          label={t('move_here', { position })}
          picks={[t('reason_unwell'), t('reason_appointment'), t('reason_back_soon'), t('reason_agreed')].map(
            (words) => ({ words, wish: wish(words) }),
          )}
          other={{ longest: 200, submit: t('move_here', { position }), wish }}
        />
      )}
    </>
  );
}
