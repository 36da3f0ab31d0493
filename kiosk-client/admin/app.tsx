import { useEffect, useState } from 'preact/hooks';
import type { User } from '../../realtime/contract/resources/users.ts';
import { AccountGate } from '../shared/account/account-gate.tsx';
import { standstill, toldElsewhere } from '../shared/standing.ts';
import { Toasts } from '../shared/ui/toast.tsx';
import { readAddress, type Address } from './address.ts';
import { LoadedLater } from './loaded-later.tsx';
import { Guide } from './guide/guide.tsx';
import { mayOpen, sectionOf } from './sections.ts';
import { SheetPage } from './sheet-page.tsx';
import { Shell } from './shell.tsx';
import { OrganizationPage } from './organization-page.tsx';
import { kinds } from './resources/kinds.ts';
import { ResourcePage } from './resources/resource-page.tsx';
import { isSetting } from './settings/setting-places.ts';
import { Settings } from './settings/settings.tsx';
import { t } from './texts.ts';
import { Today } from './today/today.tsx';

export function App() {
  return <AccountGate screen={t('admin')}>{(user) => <SignedIn key={user.id} user={user} />}</AccountGate>;
}

function SignedIn({ user }: { user: User }) {
  const address = useAddress();
  const still = standstill.value;
  const mayRead = user.role === 'owner' && still?.code !== 'organization_closed';
  useEffect(() => {
    toldElsewhere.value = mayRead;
    return () => {
      toldElsewhere.value = false;
    };
  }, [mayRead]);
  if (still && mayRead) return <Settings place="suspended" item={null} user={user} />;
  return (
    <>
      <Shell user={user} place={sectionOf(address.place)}>
        <PageAt address={address} user={user} />
      </Shell>
      <Toasts />
    </>
  );
}

function PageAt({ address, user }: { address: Address; user: User }) {
  const { place, item, pairingCode } = address;
  if (place === 'today' || !mayOpen(user, place)) return <Today user={user} />;
  if (place === 'guide') return <Guide user={user} />;
  if (place === 'sheet') return <SheetPage />;
  if (place === 'organization') return <OrganizationPage user={user} />;
  if (place === 'calendar') {
    return (
      <LoadedLater key={place} load={() => import('./calendar/calendar-page.tsx')}>
        {({ CalendarPage }) => <CalendarPage user={user} />}
      </LoadedLater>
    );
  }
  if (place === 'schedules') {
    return (
      <LoadedLater key={place} load={() => import('./schedules/schedules-page.tsx')}>
        {({ SchedulesPage }) => <SchedulesPage item={item} user={user} />}
      </LoadedLater>
    );
  }
  if (isSetting(place)) return <Settings place={place} item={item} user={user} />;
  return <ResourcePage key={place} resource={kinds[place](pairingCode)} item={item} user={user} />;
}

function useAddress(): Address {
  const [address, setAddress] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const moved = () => {
      setAddress(readAddress(location.hash));
      scrollTo(0, 0);
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return address;
}
