import type { Language } from '../../models/vocabulary.ts';
import { directionOf } from '../shared/i18n/language.ts';
import { say } from './texts.ts';

/** Before anybody is asked anything that cannot be answered now. `spoken`: all languages while nobody has chosen one. */
export function OfflineScreen({ spoken }: { spoken: readonly Language[] }) {
  return (
    <section class="trouble" role="alert">
      <svg class="trouble__icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3l10 18H2z" />
        <path d="M12 10v5M12 17.6v.4" />
      </svg>
      {spoken.map((one, index) => (
        <p key={one} class={index === 0 ? 'trouble__title' : 'trouble__text'} lang={one} dir={directionOf(one)}>
          {say(one, 'ask_at_desk')}
        </p>
      ))}
    </section>
  );
}
