import type { User } from '../../../realtime/contract/resources/users.ts';
import { ApiKeys } from './api-keys.tsx';
import { AuditLog } from './audit-log.tsx';
import { DataPage } from './data-page.tsx';
import { Domains } from './domains.tsx';
import { Invitations } from './invitations.tsx';
import { PlanPage } from './plan-page.tsx';
import { SecurityLog } from './security-log.tsx';
import type { SettingPlace } from './setting-places.ts';
import { SupportAccess } from './support-access.tsx';
import { Suspended } from './suspended.tsx';
import './settings.css';

export function SettingsPage({ place, item, user }: { place: SettingPlace; item: string | null; user: User }) {
  switch (place) {
    case 'invitations':
      return <Invitations item={item} user={user} />;
    case 'domains':
      return <Domains />;
    case 'api-keys':
      return <ApiKeys item={item} user={user} />;
    case 'plan':
      return <PlanPage />;
    case 'data':
      return <DataPage user={user} />;
    case 'audit-log':
      return <AuditLog />;
    case 'security-log':
      return <SecurityLog />;
    case 'support-access':
      return <SupportAccess user={user} />;
    case 'suspended':
      return <Suspended user={user} />;
  }
}
