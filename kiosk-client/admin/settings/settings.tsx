import type { User } from '../../../realtime/contract/resources/users.ts';
import { LoadedLater } from '../loaded-later.tsx';
import type { SettingPlace } from './setting-places.ts';

export function Settings(props: { place: SettingPlace; item: string | null; user: User }) {
  return (
    <LoadedLater load={() => import('./settings-page.tsx')}>
      {({ SettingsPage }) => <SettingsPage key={props.place} {...props} />}
    </LoadedLater>
  );
}
