import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { t } from '../texts.ts';

type Props = {
  counters: readonly Counter[];
  user: User;
  mayTakeOver: boolean;
  chosen: string | undefined;
  onChoose: (id: string) => void;
};

export function CounterTiles({ counters, user, mayTakeOver, chosen, onChoose }: Props) {
  return (
    <fieldset class="choose__group">
      <legend class="choose__legend">{t('counter')}</legend>
      {counters.length === 0 && <p class="choose__none">{t('no_counters')}</p>}
      <div class="choose__counters">
        {counters.map((counter) => {
          const ofOthers = counter.session !== null && counter.session.user_id !== user.id;
          const off = ofOthers && !mayTakeOver;
          const on = counter.id === chosen;
          return (
            <label key={counter.id} class={`tile${on ? ' tile--on' : ''}${off ? ' tile--off' : ''}`}>
              <input
                type="radio"
                name="counter"
                class="tile__input"
                checked={on}
                disabled={off}
                onChange={() => onChoose(counter.id)}
              />
              <span class="tile__name">{counter.name}</span>
              <span class={ofOthers ? 'tile__note tile__note--warn' : 'tile__note'}>
                {stateWords(counter, ofOthers, mayTakeOver)}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function stateWords({ session }: Counter, ofOthers: boolean, mayTakeOver: boolean): string {
  if (ofOthers) return mayTakeOver ? t('in_use_take_over') : t('in_use');
  if (session?.state === 'paused') return t('yours_paused');
  return session ? t('yours_open') : t('free');
}
