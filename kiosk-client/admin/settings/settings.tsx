import { useEffect, useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { t as shared } from '../../shared/i18n/shared-texts.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { t } from '../texts.ts';
import type { SettingPlace } from './setting-places.ts';
import type { SettingsPage } from './settings-page.tsx';

type Pages = { SettingsPage: typeof SettingsPage };

/** The settings are a file of their own, so that the day begins without them. */
export function Settings(props: { place: SettingPlace; item: string | null; user: User }) {
  const [pages, setPages] = useState<Pages | 'lost' | null>(null);
  const load = () => import('./settings-page.tsx').then(setPages, () => setPages('lost'));
  useEffect(() => void load(), []);

  if (pages === 'lost') {
    return (
      <Empty
        title={shared('offline')}
        action={
          // A newer build has other names for its files.
          <Button variant="primary" onClick={() => location.reload()}>
            {t('try_again')}
          </Button>
        }
      />
    );
  }
  return pages ? <pages.SettingsPage key={props.place} {...props} /> : <p class="loading">{t('one_moment')}</p>;
}
