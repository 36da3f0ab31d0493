import type { ComponentChildren } from 'preact';
import type { User } from '../../realtime/contract/resources/users.ts';
import { roleWords } from '../shared/account/role-words.ts';
import { SupportBanner } from '../shared/account/support-banner.tsx';
import { page, screenPath } from '../shared/page.ts';
import { logout } from '../shared/session.ts';
import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { LanguagePicker } from '../shared/ui/language-picker.tsx';
import { addressOf, type Place } from './address.ts';
import { allows } from './allows.ts';
import { placesFor, sections, tabWords } from './sections.ts';
import { t } from './texts.ts';

/** The way around: at the side of a desk, above on a phone. */
export function Shell({ user, place, children }: { user: User; place: Place; children: ComponentChildren }) {
  const open = sections()
    .map((section) => ({ ...section, places: placesFor(user, section) }))
    .filter(({ places }) => places.length > 0);
  const here = open.find(({ places }) => places.includes(place));

  return (
    <div class="shell">
      <header class="shell__side">
        <p class="shell__organization">{page.organization.name}</p>
        <nav class="shell__nav" aria-label={t('admin')}>
          {open.map(({ icon, words, places: [first = 'today'] }) => (
            <a
              key={first}
              class="shell__link"
              href={addressOf(first)}
              aria-current={first === here?.places[0] ? 'page' : undefined}
            >
              <Icon name={icon} />
              <span>{words}</span>
            </a>
          ))}
        </nav>
        <div class="shell__account">
          <Who user={user} />
          <div class="shell__tools">
            <LanguagePicker />
            <a class="button button--quiet" href={screenPath('/staff')}>
              {t('staff_screen')}
            </a>
            <Button variant="quiet" onClick={() => void logout()}>
              {t('sign_out')}
            </Button>
          </div>
        </div>
      </header>
      <main class="shell__main">
        <SupportBanner />
        {here && here.places.length > 1 && (
          <nav class="tabs" aria-label={here.words}>
            {here.places.map((one) => (
              <a key={one} class="tabs__tab" href={addressOf(one)} aria-current={one === place ? 'page' : undefined}>
                {tabWords(one)}
              </a>
            ))}
          </nav>
        )}
        {children}
      </main>
    </div>
  );
}

function Who({ user }: { user: User }) {
  const words = (
    <>
      <span class="shell__user-name">{user.name}</span>
      <span class="shell__role">{roleWords(user.role)}</span>
    </>
  );
  if (!allows(user, 'account.change')) return <p class="shell__user">{words}</p>;
  return (
    <a class="shell__user" href={screenPath('/account')}>
      {words}
      <span class="unseen">{t('own_account')}</span>
    </a>
  );
}
