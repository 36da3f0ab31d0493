import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { may } from '../../models/rules/permissions.ts';
import type { Permission } from '../../models/vocabulary.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { roleWords } from '../shared/account/role-words.ts';
import { page, screenPath } from '../shared/page.ts';
import { logout } from '../shared/session.ts';
import { Button } from '../shared/ui/button.tsx';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { LanguagePicker } from '../shared/ui/language-picker.tsx';
import { addressOf, PLACES, type Place } from './address.ts';
import { t } from './texts.ts';

/** What it takes to open a place. */
const NEEDS: Record<Place, Permission> = {
  today: 'queue.watch_staff',
  queues: 'catalogue.read',
  counters: 'catalogue.read',
  offices: 'catalogue.read',
  providers: 'catalogue.read',
  services: 'catalogue.read',
  devices: 'device.read',
  users: 'user.read',
  organization: 'organization.change',
};

const ICONS: Record<Place, IconName> = {
  today: 'overview',
  queues: 'list',
  counters: 'door',
  offices: 'place',
  providers: 'care',
  services: 'calendar',
  devices: 'screen',
  users: 'people',
  organization: 'palette',
};

export function mayOpen(user: User, place: Place): boolean {
  return allows(user, NEEDS[place]);
}

export function allows(user: User, permission: Permission): boolean {
  return may(
    { kind: 'user', organizationId: page.organization.id, id: user.id, role: user.role, queueIds: 'all' },
    permission,
  );
}

/** The way around: at the side of a desk, above on a phone. */
export function Shell({ user, place, children }: { user: User; place: Place; children: ComponentChildren }) {
  const nav = useRef<HTMLElement>(null);
  // On a phone there is more of it than fits.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [place]);

  return (
    <div class="shell">
      <header class="shell__side">
        <p class="shell__organization">{page.organization.name}</p>
        <nav ref={nav} class="shell__nav" aria-label={t('admin')}>
          {PLACES.filter((one) => mayOpen(user, one)).map((one) => (
            <a key={one} class="shell__link" href={addressOf(one)} aria-current={one === place ? 'page' : undefined}>
              <Icon name={ICONS[one]} />
              <span>{placeWords(one)}</span>
            </a>
          ))}
        </nav>
        <div class="shell__account">
          <p class="shell__user">
            <span class="shell__user-name">{user.name}</span>
            <span class="shell__role">{roleWords(user.role)}</span>
          </p>
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
      <main class="shell__main">{children}</main>
    </div>
  );
}

function placeWords(place: Place): string {
  switch (place) {
    case 'today':
      return t('today');
    case 'queues':
      return t('queues');
    case 'counters':
      return t('counters');
    case 'offices':
      return t('offices');
    case 'providers':
      return t('providers');
    case 'services':
      return t('services');
    case 'devices':
      return t('devices');
    case 'users':
      return t('users');
    case 'organization':
      return t('organization');
  }
}
