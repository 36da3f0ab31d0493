import { Fragment } from 'preact';
import type { Language } from '../../models/vocabulary.ts';
import { directionOf, LANGUAGE_NAMES, languages } from '../shared/i18n/language.ts';
import { say } from './texts.ts';
import { TileArrow } from './tile-arrow.tsx';

export function ChooseLanguage({ choose }: { choose: (wanted: Language) => void }) {
  return (
    <section class="choice">
      <h1 class="choice__title" tabIndex={-1}>
        {languages.value.map((one, index) => (
          <Fragment key={one}>
            {index > 0 && ' · '}
            <bdi lang={one}>{say(one, 'welcome')}</bdi>
          </Fragment>
        ))}
      </h1>
      <div class="languages">
        {languages.value.map((one) => (
          <button
            key={one}
            type="button"
            class="language"
            lang={one}
            dir={directionOf(one)}
            onClick={() => choose(one)}
          >
            <span class="language__name">{LANGUAGE_NAMES[one]}</span>
            <span class="language__hint">{say(one, 'begin')}</span>
            <TileArrow />
          </button>
        ))}
      </div>
    </section>
  );
}
